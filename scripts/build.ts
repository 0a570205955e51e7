import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

// Builds the files of the package: compiled JavaScript with types, and the saved queries.
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
cpSync('queries', 'dist/queries', { recursive: true });
