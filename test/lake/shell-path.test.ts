import { describe, expect, it } from 'vitest';
import { parseLakeUrl } from '../../lib/lake/lake-url.ts';
import { checkShellPath } from '../../lib/lake/shell-path.ts';

describe('checkShellPath', () => {
  it.each(['lake', './lake', '/data/lake', './~', 'lake~', 'C:\\Users\\RUNNER~1', ''])(
    'returns %j as it is',
    (path) => {
      expect(checkShellPath(path)).toBe(path);
    },
  );

  it.each([
    ['~/lake', '$HOME/lake'],
    ['~', '$HOME'],
    ['~\\lake', '$HOME\\lake'],
  ])('refuses %s, and says to write %s', (path, written) => {
    expect(() => checkShellPath(path)).toThrow(
      `Expected a path that needs no shell, got ${JSON.stringify(path)}. Only a shell replaces ~, outside of quotes and not after "=". Leave the quotes out, or write ${written}.`,
    );
  });

  it.each(['~maria/lake', '~lake'])('refuses %s, which may be the home of a user', (path) => {
    expect(() => checkShellPath(path)).toThrow(
      `Write the whole path, or ./${path} for a folder of this name.`,
    );
  });

  it('is asked about the URL of a lake', () => {
    expect(() => parseLakeUrl('~/lake')).toThrow('write $HOME/lake');
  });
});
