import { describe, expect, it } from 'vitest';
import { InputError, OutputError } from '../../../lib/errors.ts';
import { scratchError, scratchFileLost } from '../../../lib/land/scratch/scratch-error.ts';

const PATH = '/temporary/hourlake-scratch-1-a/b';

describe('an error of a scratch file', () => {
  it.each([
    ['ENOSPC', /^There is no room on the disk for the temporary file \S+: ENOSPC\. .*larger disk/],
    ['EDQUOT', /^There is no room on the disk for the temporary file \S+: EDQUOT\. .*larger disk/],
    ['EACCES', /^There is no permission to write the temporary file \S+: EACCES\. .*Grant it/],
    ['EROFS', /^There is no permission to write the temporary file \S+: EROFS\. .*Grant it/],
    ['ENOENT', /^Could not write the temporary file \S+: the folder for .* does not exist\. /],
    ['EIO', /^Could not write the temporary file \S+: an EIO\. /],
  ])('%s says what to do, and that a further try is of no use', (code, message) => {
    const cause = Object.assign(new Error(`an ${code}`), { code });

    const error = scratchError(PATH, cause);

    expect(error).toBeInstanceOf(OutputError);
    expect(error.message).toMatch(message);
    expect(error.message).toContain('TMPDIR');
    expect(error.message).toContain('What has landed is kept.');
    expect(error).toMatchObject({ retryable: false, cause });
  });

  it('about too many open files may pass, and names the limit', () => {
    const error = scratchError(PATH, Object.assign(new Error('no'), { code: 'EMFILE' }));

    expect(error.retryable).toBe(true);
    expect(error.message).toMatch(/limit of open files .*ulimit -n/);
  });

  it('of Hourlake stays as it is', () => {
    const error = new InputError({ expected: 'a', got: 'b', advice: 'C.' });

    expect(scratchError(PATH, error)).toBe(error);
  });

  it('that was removed says so, with what failed without it, and may pass', () => {
    const cause = new Error('a store failed');

    const error = scratchFileLost(PATH, cause);

    expect(error).toMatchObject({ name: 'OutputError', retryable: true, cause });
    expect(error.message).toMatch(
      /^Could not read the temporary file \S+: another program removed/,
    );
  });
});
