import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { InputError } from '../errors.ts';
import { folderStore } from './folder-store.ts';
import type { Store } from './store.ts';

/**
 * Opens the store that a lake's URL names: a folder, which need not exist yet.
 *
 * @param url what a person wrote: `./lake`
 * @param resolvePath makes a path absolute, from the working directory of that person
 * @throws InputError when the URL names no folder, or something there is not a folder.
 */
export async function openStore(
  url: string,
  resolvePath: (path: string) => string,
): Promise<Store> {
  if (url === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(url)) {
    throw new InputError({
      expected: 'a lake in a folder, such as ./lake',
      got: JSON.stringify(url),
      advice: 'Pass the path of a folder with --lake.',
    });
  }
  const path = resolvePath(url);
  if (!isAbsolute(path)) throw new TypeError(`resolvePath gave the relative path ${path}`);
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) {
    throw new InputError({
      expected: `the lake ${url} to be a folder`,
      got: 'a file',
      advice: 'Name a folder with --lake: it is made when the first hour lands.',
    });
  }
  return folderStore(path, { name: url });
}
