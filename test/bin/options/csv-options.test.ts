import { describe, expect, it } from 'vitest';
import { csvOptions, csvStyleOf } from '../../../bin/options/csv-options.ts';

const parseSeparator = csvOptions().find(({ long }) => long === '--csv-separator')?.parseArg;

describe('csvStyleOf', () => {
  it('is empty without options, whatever the format', () => {
    expect(csvStyleOf({}, 'csv')).toEqual({});
    expect(csvStyleOf({}, 'table')).toEqual({});
  });

  it('is what the options choose', () => {
    const style = csvStyleOf({ csvSeparator: ';', csvBom: true }, 'csv');

    expect(style).toEqual({ separator: ';', byteOrderMark: true });
  });

  it.each(['table', 'json', 'parquet'])('refuses options of CSV with --format %s', (format) => {
    expect(() => csvStyleOf({ csvBom: true }, format)).toThrow(
      `Expected --csv-bom together with --format csv, got --format ${format}. Add --format csv, or leave --csv-bom out.`,
    );
    expect(() => csvStyleOf({ csvSeparator: ';', csvBom: true }, format)).toThrow(
      'leave --separator and --csv-bom out.',
    );
  });
});

describe('--separator', () => {
  it.each([
    [',', ','],
    [';', ';'],
    ['|', '|'],
    ['tab', '\t'],
    ['\t', '\t'],
  ])('accepts %j', (text, separator) => {
    expect(parseSeparator?.(text, undefined)).toBe(separator);
  });

  it.each(['', 'x', ';;', '"', '\n', 'TAB', 'semicolon'])('refuses %j', (text) => {
    expect(() => parseSeparator?.(text, undefined)).toThrow(
      /^Expected a comma, .+, got .+\. Pass, for example, --separator ';'\.$/,
    );
  });
});
