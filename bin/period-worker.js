// In the checkout, what `hourlake.js` is to `hourlake.ts`. The package has the compiled one here.
if (!process.features.typescript) (await import('tsx/esm/api')).register();
await import('./period-worker.ts');
