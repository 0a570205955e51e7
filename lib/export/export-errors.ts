import { duckDbError } from '../engines/duckdb-errors.ts';
import type { Statement } from '../engines/statement.ts';
import { HourlakeError, OutputError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { errorCode } from '../stores/folder-errors.ts';

/**
 * The error of an export whose files could not be made. Nothing has been written to its target by then.
 *
 * @param error whatever was thrown; an error of Hourlake is returned as it is
 * @param folder the temporary files are in
 */
export function stagingError(statement: Statement, error: unknown, folder: string): HourlakeError {
  if (error instanceof HourlakeError) return error;
  const said = wordsOf(error);
  const isFull = ['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '');
  if (isFull || /No space left on device|disk is full|max_temp_directory_size/i.test(said)) {
    return temporaryError(
      folder,
      'the disk is full',
      'Free some space, or set TMPDIR to a folder on a larger disk',
    );
  }
  if (/^Out of Memory Error/.test(said)) {
    return temporaryError(
      folder,
      'DuckDB is out of memory',
      'Export fewer columns or rows at a time',
    );
  }
  if (said.includes(folder)) {
    const code = /Permission denied|EACCES/.test(said)
      ? 'permission denied'
      : 'an error of the disk';
    return temporaryError(folder, code, 'Set TMPDIR to a folder that your user may write to');
  }
  return duckDbError(statement, error);
}

function temporaryError(folder: string, got: string, advice: string): OutputError {
  return new OutputError({
    failed: `Could not write temporary files in ${folder}`,
    got,
    advice: `Nothing was exported. ${advice}, and run the same command again.`,
  });
}
