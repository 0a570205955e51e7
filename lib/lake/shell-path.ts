import { InputError } from '../errors.ts';

/**
 * Returns a path of this machine as it is, unless it begins with `~`. Only a shell resolves `~`, and
 * not within quotes or after `=`: such a path would name a folder `~` in the working directory.
 *
 * @throws InputError when the path begins with `~`.
 * @example
 * checkShellPath('./lake') // => './lake'
 */
export function checkShellPath(path: string): string {
  const [home] = /^~[^/\\]*/.exec(path) ?? [];
  if (home === undefined) return path;
  throw new InputError({
    expected: 'a path that needs no shell',
    got: JSON.stringify(path),
    advice:
      home === '~'
        ? `Only a shell replaces ~, outside of quotes and not after "=". Leave the quotes out, or write $HOME${path.slice(1)}.`
        : `Only a shell replaces ${home}. Write the whole path, or ./${path} for a folder of this name.`,
  });
}
