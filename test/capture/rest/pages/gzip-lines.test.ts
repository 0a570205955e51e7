import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GzipLines } from '../../../../lib/capture/rest/pages/gzip-lines.ts';
import { sha256 } from '../../../../lib/lake/sha256.ts';
import { randomStream } from '../../../../lib/model/keyed-random.ts';

/** More than a piece. */
const LONG = 'é'.repeat(150_000);

const random = randomStream('gzip-lines');

/** Lines of several pieces, which are alike as pages are. */
function someLines(count: number, first = 0): string[] {
  return Array.from({ length: count }, (_, row) => {
    const number = first + row;
    const words = Array.from({ length: 40 }, (_, word) =>
      random.below(number * 64 + word, 10_000).toString(36),
    );
    return `{"page":${number},"text":"ação ${words.join(' ')}"}`;
  });
}

function gzipped(lines: readonly string[]): GzipLines {
  const gzip = new GzipLines();
  for (const line of lines) gzip.add(line);
  return gzip;
}

const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

describe('gzipped lines', () => {
  it('are one gzip member with the lines, however many pieces they were compressed in', () => {
    const lines = someLines(5_000);

    const bytes = gzipped(lines).end();

    expect(gunzipSync(bytes).toString()).toBe(textOf(lines));
  });

  it('are about as small as if they had been compressed at once', () => {
    const lines = someLines(5_000);

    const bytes = gzipped(lines).end();

    expect(bytes.length).toBeLessThan(1.01 * gzipSync(textOf(lines)).length);
  });

  it.each([
    ['of the same piece', 10, 10],
    ['of several pieces', 2_000, 5_000],
  ])(
    'drop lines %s that were added after a mark, as if they had never been',
    (_, kept, dropped) => {
      const [before, between, after] = [
        someLines(kept),
        someLines(dropped, kept),
        someLines(2_000, 9_000),
      ];
      const gzip = gzipped(before);
      const mark = gzip.mark();

      for (const line of between) gzip.add(line);
      gzip.rewind(mark);
      for (const line of after) gzip.add(line);

      expect(sha256(gzip.end())).toBe(sha256(gzipped([...before, ...after]).end()));
    },
  );

  it('are a gzip member without any line, too', () => {
    expect(gunzipSync(new GzipLines().end()).length).toBe(0);
  });

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
});
