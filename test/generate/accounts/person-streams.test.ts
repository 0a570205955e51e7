import { describe, expect, it } from 'vitest';
import { streamsOf } from '../../../lib/generate/accounts/person.ts';
import { parseHour } from '../../../lib/model/period.ts';

const hour = parseHour('2026-11-20T13');

describe('streamsOf', () => {
  it('opens a different stream for each choice', () => {
    const streams = Object.values(streamsOf('seed', 'fake_accounts', hour));

    const numbers = new Set(streams.map((stream) => stream.uint32(0)));

    expect(streams.length).toBeGreaterThan(15);
    expect(numbers.size).toBe(streams.length);
  });

  it.each([
    ['seed', () => streamsOf('seeds', 'fake_accounts', hour)],
    ['table', () => streamsOf('seed', 'other', hour)],
    ['hour', () => streamsOf('seed', 'fake_accounts', parseHour('2026-11-20T14'))],
  ])('opens different streams for another %s', (_, open) => {
    const usual = streamsOf('seed', 'fake_accounts', hour);

    const numbers = [usual, open()].map((streams) =>
      Object.values(streams).map((stream) => stream.uint32(0)),
    );

    expect(numbers[0]?.filter((number, choice) => number === numbers[1]?.[choice])).toEqual([]);
  });
});
