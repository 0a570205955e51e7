import { cp, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { COMMAND } from './run-hourlake.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * The entry of the command line as the package has it: `bin/hourlake.js` next to the compiled code.
 *
 * @returns its path
 */
export async function packedCommand(): Promise<string> {
  const folder = await temporaryFolder();
  const entry = join(folder, 'bin/hourlake.js');
  await mkdir(dirname(entry));
  await cp('bin/hourlake.js', entry);
  await cp('package.json', join(folder, 'package.json'));
  await symlink(dirname(dirname(COMMAND)), join(folder, 'dist'), 'junction');
  return entry;
}
