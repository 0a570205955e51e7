import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { stagingError } from '../../lib/export/export-errors.ts';

const FOLDER = '/scratch/hourlake-1-x';
const statement = { sql: 'SELECT 1' };

describe('the error of an export whose files could not be made', () => {
  it.each([
    [
      'IO Error: Could not write all bytes to file "/scratch/x": wanted=4096 wrote=1 (No space left on device)',
      'the disk is full. Nothing was exported. Free some space, or set TMPDIR to a folder on a larger disk, and run the same command again.',
    ],
    [
      'Out of Memory Error: failed to offload data block of size 256.0 KiB (4.0 GiB/4.0 GiB used). This limit was set by the max_temp_directory_size setting.',
      'the disk is full.',
    ],
    [
      'Out of Memory Error: could not allocate block of size 256.0 KiB (1024.0 MiB/1.0 GiB used)',
      'DuckDB is out of memory. Nothing was exported. Export fewer columns or rows at a time, and run the same command again.',
    ],
    [
      `IO Error: Cannot open file "${FOLDER}/1.parquet": Permission denied`,
      'permission denied. Nothing was exported. Set TMPDIR to a folder that your user may write to, and run the same command again.',
    ],
  ])('says of %j what to do', (said, message) => {
    expect(stagingError(statement, new Error(said), FOLDER).message).toContain(
      `Could not write temporary files in ${FOLDER}: ${message}`,
    );
  });

  it('is that of the statement for everything else, and an error of Hourlake as it is', () => {
    const own = new InputError({ expected: 'a', got: 'b', advice: 'C.' });

    const error = stagingError(statement, new Error('Binder Error: no column'), FOLDER);

    expect(error.message).toBe(
      'Expected the statement to be SQL that DuckDB runs, got Binder Error: no column. Correct the statement.',
    );
    expect(stagingError(statement, own, FOLDER)).toBe(own);
  });
});
