import fc from 'fast-check';

/**
 * The same random inputs at every run, so that a red run is about the change it runs on.
 * `HOURLAKE_TEST_SEED=7 npm test` tries others; the workflow does so at every push.
 */
fc.configureGlobal({ seed: Number(process.env.HOURLAKE_TEST_SEED ?? 1) });
