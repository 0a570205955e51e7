import { describe, expect, it } from 'vitest';
import { withoutRowValues } from '../../lib/engines/row-values.ts';

const SQL = 'SELECT\n  CAST(name AS integer)\nFROM events';

describe('the words of an error of DuckDB', () => {
  it.each([
    "Conversion Error: Could not convert string 'Ana Souza' to INT32",
    'Invalid Input Error: Ana Souza',
    "Invalid Input Error: Ana Souza's file.parquet",
    'Out of Range Error: Overflow in addition of INT64 (12345678901 + 1)!',
    'Conversion Error: invalid date field format: "Ana Souza", expected format is (YYYY-MM-DD)',
    'Conversion Error: Malformed JSON at byte 6 of input.  Input: "{"cpf":"123.456.789-09"',
    'Mismatch Type Error: Type VARCHAR with value Ana Souza',
    'Constraint Error: Duplicate key "cpf: 123.456.789-09"',
    'Invalid Error: Ana Souza',
    'INTERNAL Error: Ana Souza',
  ])('lose the value of a row: %s', (words) => {
    const left = withoutRowValues(words, SQL);

    expect(words.startsWith(left)).toBe(true);
    expect(left).toMatch(/^[A-Za-z ]+ Error$/);
  });

  it('keep the place in the statement', () => {
    const excerpt = '\n\nLINE 2:   CAST(name AS integer)\n          ^';

    expect(
      withoutRowValues(`Conversion Error: Could not convert string 'Ana'${excerpt}`, SQL),
    ).toBe(`Conversion Error${excerpt}`);
  });

  it('lose a value that looks like a place in the statement', () => {
    const value = 'Ana\n\nLINE 2: 123.456.789-09\n   ^';

    expect(withoutRowValues(`Invalid Input Error: ${value}`, SQL)).toBe('Invalid Input Error');
  });

  it.each([
    'Parser Error: syntax error at or near "SELEC"',
    'Binder Error: Referenced column "nothing" not found in FROM clause!',
    'Catalog Error: Scalar Function with name getenv does not exist!',
    "IO Error: No files found that match the pattern '/lake/a.parquet'",
    "Invalid Input Error: No magic bytes found at end of file '/lake/a.parquet'",
    "Invalid Input Error: File '/lake/a.parquet' too small to be a Parquet file",
  ])('stay whole when they quote the statement or a file: %s', (words) => {
    expect(withoutRowValues(words, SQL)).toBe(words);
  });
});

describe('the words of an error of Athena', () => {
  it.each([
    ["INVALID_CAST_ARGUMENT: Cannot cast 'Ana Souza' to INT", 'INVALID_CAST_ARGUMENT'],
    ['NUMERIC_VALUE_OUT_OF_RANGE: 12345678901', 'NUMERIC_VALUE_OUT_OF_RANGE'],
    ['INVALID_FUNCTION_ARGUMENT: Ana Souza', 'INVALID_FUNCTION_ARGUMENT'],
    ['GENERIC_USER_ERROR: Ana Souza', 'GENERIC_USER_ERROR'],
    ['DIVISION_BY_ZERO: Division by zero', 'DIVISION_BY_ZERO'],
  ])('lose the value of a row: %s', (words, code) => {
    expect(withoutRowValues(words, SQL)).toBe(code);
  });

  it.each([
    "COLUMN_NOT_FOUND: line 1:8: Column 'nothing' cannot be resolved",
    "line 1:1: mismatched input 'SELEC'",
    'SYNTAX_ERROR: line 1:8',
    'EXPRESSION_NOT_AGGREGATE: line 1:8',
    'HIVE_BAD_DATA: Not valid Parquet file: s3://b/k',
    'Query exhausted resources at this scale factor',
    'Bytes scanned limit was exceeded',
  ])('stay whole when they are about the statement, a file or the capacity: %s', (words) => {
    expect(withoutRowValues(words, SQL)).toBe(words);
  });
});
