import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyScheme } from '../../../../lib/generate/mock/keys/key-scheme.ts';
import { rowsOf } from '../../../../lib/generate/mock/rows/row-set.ts';

describe('the digits of a key', () => {
  it('differ between all rows of a period, up to its capacity', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }),
        (parents, own) => {
          const scheme = new KeyScheme({
            references: parents.map((count) => () => count),
            own,
            path: ['test'],
          });
          const rows = rowsOf(7, 0, Math.min(scheme.capacityOf(7), 3000));

          const parts = [...parents, ...own].map((_, part) => scheme.digits(part, rows));

          const keys = Array.from({ length: rows.length }, (_, row) =>
            parts.map((digits) => digits[row]).join(),
          );
          expect(new Set(keys).size).toBe(rows.length);
          for (const [part, size] of [...parents, ...own].entries()) {
            expect(Math.max(...(parts[part] ?? []))).toBeLessThan(size);
          }
        },
      ),
    );
  });

  it('have room for every combination where no values are counted within them', () => {
    const scheme = new KeyScheme({ references: [() => 4, () => 5], own: [], path: ['test'] });

    expect(scheme.capacityOf(0)).toBe(20);
  });

  it('count values from 0 within each row that is referred to, in lists of different lengths', () => {
    const scheme = new KeyScheme({ references: [() => 80], own: [1000], path: ['test'] });
    const rows = rowsOf(0, 0, 220);

    const [parents, items] = [scheme.digits(0, rows), scheme.digits(1, rows)];

    const lists = new Map<number, number[]>();
    for (const [row, parent] of parents.entries()) {
      lists.set(parent, [...(lists.get(parent) ?? []), items[row] ?? -1]);
    }
    for (const list of lists.values()) expect(list).toEqual(list.map((_, place) => place));
    expect(new Set([...lists.values()].map((list) => list.length)).size).toBeGreaterThan(3);
  });

  it('refer to other rows in another period', () => {
    const scheme = new KeyScheme({ references: [() => 1000], own: [], path: ['test'] });

    const [one, other] = [1, 2].map((period) => scheme.digits(0, rowsOf(period, 0, 100)));

    expect(one).not.toEqual(other);
  });
});
