#!/usr/bin/env node
// Starts the command line: compiled JavaScript in the package, TypeScript in the checkout.
//
// A Node.js that is too old must get as far as its message. So this file is written for Node.js 14,
// without a static import, which would load before the check, and without a top-level await.

/** As in "engines" of package.json. */
const LEAST_NODE = [20, 19];

// A process whose event loop runs empty before the command has set its exit code did not succeed.
process.exitCode = 1;

if (!isNewEnough(process.versions.node)) {
  console.error(
    `Hourlake needs Node.js ${LEAST_NODE.join('.')} or newer; this is ${process.versions.node}.`,
  );
} else if (!hasWorkingDirectory()) {
  console.error(
    'Expected a working directory that exists, got one that was deleted or cannot be read. Change to another folder and run the command again.',
  );
} else {
  start().catch((error) => {
    console.error(process.argv.includes('--debug') ? error : messageOf(error));
  });
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
}

function hasWorkingDirectory() {
  try {
    process.cwd();
    return true;
  } catch (_) {
    return false;
  }
}

async function start() {
  const { existsSync } = await import('node:fs');
  const source = new URL('./hourlake.ts', import.meta.url);
  if (!existsSync(source)) return import('../dist/bin/hourlake.js');
  if (!process.features.typescript) (await import('tsx/esm/api')).register();
  return import(source.href);
}

/** The message of an error while the code was loaded; errors of commands have their own. */
function messageOf(error) {
  const [what] = String(error.message).split('\n');
  return `Hourlake could not load its own code: ${what}. Install it again (in a checkout: "npm ci"). If it is installed completely, raise the limit of open files, for example with "ulimit -n 1024".`;
}
