import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GzipLines } from '../../../lib/capture/rest/gzip-lines.ts';

/** More than a piece. */
const LONG = 'é'.repeat(1024 ** 2);

describe('lines that are gzipped', () => {
  it('are those that were added and not dropped again', () => {
    const line = fc.oneof(
      { weight: 9, arbitrary: fc.string({ maxLength: 9 }) },
      { weight: 1, arbitrary: fc.constant(LONG) },
    );
    const step = fc.oneof(line, fc.constantFrom({ drop: true }, { drop: false }));

    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const lines = new GzipLines();
        let [mark, marked]: [ReturnType<GzipLines['mark']>, string[]] = [lines.mark(), []];
        let kept: string[] = [];

        for (const each of steps) {
          if (typeof each === 'string') {
            lines.add(each);
            kept = [...kept, each];
          } else if (each.drop) {
            lines.rewind(mark);
            kept = marked;
          } else [mark, marked] = [lines.mark(), kept];
        }

        expect(gunzipSync(lines.end()).toString()).toBe(kept.map((each) => `${each}\n`).join(''));
      }),
      { numRuns: 20 },
    );
  });

  it('take as few bytes as they do together', () => {
    const lines = new GzipLines();
    for (let line = 0; line < 10_000; line += 1)
      lines.add(JSON.stringify({ line, text: 'x'.repeat(300) }));

    expect(lines.end().length).toBeLessThan(150_000);
  });
});
