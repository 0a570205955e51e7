import { describe, expect, it } from 'vitest';
import { cpfOption } from '../../../bin/options/account-options.ts';
import { workersOption } from '../../../bin/options/making-options.ts';
import { engineOption, formatOption } from '../../../bin/options/output-options.ts';
import { parseCount, parseCountUpTo } from '../../../bin/options/parse-text.ts';
import { nowOption, parseHourOrDay } from '../../../bin/options/time-options.ts';

describe('parseHourOrDay', () => {
  it('takes a day for its first hour', () => {
    expect(parseHourOrDay('2024-02-29')).toBe('2024-02-29T00');
    expect(parseHourOrDay('2026-11-20T13')).toBe('2026-11-20T13');
  });

  it.each([
    ['1969-12-31', 'The first hour is 1970-01-01T00.'],
    ['2026-02-29', 'February 2026 has 28 days.'],
    ['2026-13-01', 'There is no month 13: write 01 to 12.'],
    ['2026-11-20T24', 'There is no hour 24: write 00 to 23.'],
    [
      '2026-11-20T13:00',
      'Write year-month-day, and for an hour a T and the hour from 00 to 23, without minutes or time zone.',
    ],
    [
      'yesterday',
      'Write year-month-day, and for an hour a T and the hour from 00 to 23, without minutes or time zone.',
    ],
  ])('refuses %s: %s', (text, advice) => {
    expect(() => parseHourOrDay(text)).toThrow(
      `Expected a UTC hour such as 2026-11-20T13 or a day such as 2026-11-20, got "${text}". ${advice}`,
    );
  });
});

describe('--now', () => {
  const parse = nowOption().parseArg;

  it.each([
    ['2026-11-20T14:05:00Z', Date.UTC(2026, 10, 20, 14, 5)],
    ['2026-11-20T14:05Z', Date.UTC(2026, 10, 20, 14, 5)],
    ['1970-01-01T00:00:00.001Z', 1],
  ])('accepts %s', (text, instant) => {
    expect(parse?.(text, undefined)).toBe(instant);
  });

  it.each([
    ['2026-02-30T10:00:00Z', 'February 2026 has 28 days.'],
    ['2026-11-20T24:00:00Z', 'There is no hour 24: write 00 to 23.'],
    ['1969-12-31T23:00:00Z', 'The first hour is 1970-01-01T00.'],
    ['2026-11-20T13:60:00Z', 'Leave --now out to use the clock.'],
    ['noon', 'Leave --now out to use the clock.'],
  ])('refuses %s: %s', (text, advice) => {
    expect(() => parse?.(text, undefined)).toThrow(advice);
  });
});

describe('counts', () => {
  it.each(['0', '-1', '1.5', '1e3', '', ' 1', 'many', '9007199254740993'])('are not %j', (text) => {
    expect(() => parseCount(text)).toThrow(/^Expected a whole number from 1, got /);
  });

  it('may have a largest one', () => {
    const parse = parseCountUpTo(10, 'Take fewer.');

    expect(parse('10')).toBe(10);
    expect(() => parse('11')).toThrow(
      'Expected a whole number from 1 to 10, got "11". Take fewer.',
    );
  });

  it('of workers begin with one thread', () => {
    const parse = workersOption().parseArg;

    expect(parse?.('1', undefined)).toBe(1);
    expect(() => parse?.('0', undefined)).toThrow(
      'Expected a whole number from 1, got "0". Pass 1 to make periods in a single thread, or leave the option out.',
    );
  });
});

describe('choices', () => {
  it.each([
    [formatOption(['table', 'csv', 'json']), 'cvs', 'csv'],
    [engineOption(['athena', 'duckdb']), 'duck', 'duckdb'],
    [cpfOption(), 'imposible', 'impossible'],
  ])('suggest the nearest one of $long', (option, text, nearest) => {
    const parse = option.parseArg;

    expect(parse?.(nearest, undefined)).toBe(nearest);
    expect(() => parse?.(text, undefined)).toThrow(
      `got "${text}". Did you mean "${nearest}"? The choices are `,
    );
  });
});
