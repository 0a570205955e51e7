import { describe, expect, it } from 'vitest';
import { sparkFailure } from '../../../lib/engines/spark/spark-failure.ts';

const QUERY = { name: 'movimento-flat', file: 'cooperative/movimento-flat.sql', sql: 'SELECT 1' };

describe('the error of a Spark that failed', () => {
  it('says what is wrong with the text, and where to correct it', () => {
    const message = messageOf(
      json('UNRESOLVED_COLUMN.WITH_SUGGESTION', '42703', {
        objectName: '`nothing`',
        proposal: '`id`',
      }),
    );

    expect(message).toBe(
      'Spark could not run query movimento-flat: [UNRESOLVED_COLUMN.WITH_SUGGESTION] objectName `nothing`, proposal `id`. Correct queries/cooperative/movimento-flat.sql, or run it again.',
    );
  });

  it('names the class of an error that quotes a value of a row, and leaves the value out', () => {
    const message = messageOf(
      `26/11/26 ERROR Utils: Aborting task
org.apache.spark.SparkNumberFormatException: [CAST_INVALID_INPUT] The value 'Ana' of the type "STRING"
	at org.apache.spark.sql.errors.QueryExecutionErrors$.x(QueryExecutionErrors.scala:132)
${json('CAST_INVALID_INPUT', '22018', { expression: "'Ana'", targetType: '"INT"' })}
26/11/26 WARN TaskSetManager: Lost task 1.0 (TaskKilled: The value 'Ana')`,
    );

    expect(message).toMatch(
      /: \[CAST_INVALID_INPUT\], org\.apache\.spark\.SparkNumberFormatException\. /,
    );
    expect(message).not.toContain('Ana');
  });

  it('names the exception of Java that is the cause of all', () => {
    const message = messageOf(
      `Exception in thread "main" java.lang.IllegalStateException: Ana
Caused by: java.io.IOException: Mkdirs failed to create file:/x (exists=false)`,
    );

    expect(message).toContain(': java.io.IOException. ');
  });

  it('says how Spark ended when it said nothing', () => {
    expect(messageOf('')).toContain('exit code 1');
    expect(sparkFailure(QUERY, { code: null, said: '' }).message).toContain('a signal ended it');
  });

  it('ignores JSON that is not an error of Spark', () => {
    expect(messageOf('{\n  "errorClass" : "Ana was here",\n}')).toContain('exit code 1');
    expect(messageOf('{\n  "errorClass" : "Ana was here"\n}')).not.toContain('Ana');
  });

  it.each([
    ['JAVA_HOME is not set', /Install Java 17/],
    [
      'Exception in thread "main" java.lang.UnsupportedClassVersionError: org/apache/spark has been compiled by a more recent version',
      /Install Java 17/,
    ],
    [
      'java.lang.RuntimeException: java.lang.ClassNotFoundException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found',
      /org\.apache\.hadoop:hadoop-aws/,
    ],
    [json('CANNOT_LOAD_CATALOG.PLUGIN_CLASS_NOT_FOUND', '46103'), /org\.postgresql:postgresql/],
    [json('FAILED_JDBC.CONNECTION', 'HV000'), /could not read from the database/],
    [
      json('_LEGACY_ERROR_TEMP_1241', '', {
        config: 'spark.sql.legacy.allowNonEmptyLocationInCTAS',
      }),
      /place of the result is not empty/,
    ],
    ['java.io.IOException: No space left on device', /A disk is full/],
    ['java.lang.OutOfMemoryError: Java heap space', /spark\.driver\.memory/],
    ['Reason: All masters are unresponsive! Giving up.', /URL of the cluster/],
    [json('FAILED_READ_FILE.NO_HINT', 'KD001'), /hourlake doctor/],
  ])('says what to do about: %s', (said, advice) => {
    expect(messageOf(said)).toMatch(advice);
  });
});

function messageOf(said: string): string {
  return sparkFailure(QUERY, { code: 1, said }).message;
}

/** An error as `spark-sql` prints it with the format MINIMAL. */
function json(errorClass: string, sqlState: string, messageParameters: object = {}): string {
  return JSON.stringify({ errorClass, sqlState, messageParameters }, undefined, 2).replaceAll(
    '":',
    '" :',
  );
}
