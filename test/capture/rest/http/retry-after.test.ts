import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterSeconds } from '../../../../lib/capture/rest/http/retry-after.ts';

const NOW = Date.UTC(2026, 10, 21, 12);

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['120', 120],
    [' 7 ', 7],
    ['0.5', 0.5],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30],
    ['Saturday, 21-Nov-26 12:00:30 GMT', 30],
    ['Sat Nov 21 12:00:30 2026', 30],
    ['Sun Nov  1 12:00:30 2026', 0],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ])('%j asks for %d s', (header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });

  it.each([
    null,
    '',
    '-1',
    '1e9',
    '1 minute',
    '99999999999',
    'Infinity',
    '2026-11-21T12:00:30Z',
    'Sat, 21 Nov 2026 12:00:30',
    'Sat, 21 Nov 2026 99:99:99 GMT',
    'Sat, 99 Foo 2026 12:00:30 GMT',
  ])('%j asks for nothing', (header) => {
    expect(retryAfterSeconds(header, NOW)).toBeUndefined();
  });

  it('asks for the time until any date of HTTP', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const header = new Date(seconds * 1_000).toUTCString();

        expect(retryAfterSeconds(header, 0)).toBe(seconds);
      }),
    );
  });
});
