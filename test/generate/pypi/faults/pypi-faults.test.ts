import { describe, expect, it } from 'vitest';
import { downloadFaultKinds } from '../../../../lib/generate/pypi/faults/pypi-faults.ts';
import { isRecord } from '../../../../lib/model/is-record.ts';
import { CellFault, type RawValue } from '../../../../lib/model/raw-rows.ts';
import { allColumns, dayOf, daysFrom, rowsOf, shareOf, someDownloads } from '../some-downloads.ts';

const DIRT = 0.1;
const options = { downloads: 2000 };
const clean = someDownloads(options);
const dirty = someDownloads({ ...options, dirt: DIRT });
const day = dayOf('2026-11-18');

describe('planted faults', () => {
  it('are in about the share of the rows that is asked for, one in a row', () => {
    const rows = daysFrom('2026-11-16', 4).map((one) => {
      const planted = [...dirty.plantedFaults(one)];
      expect(new Set(planted.map(({ position }) => position)).size).toBe(planted.length);
      return [planted.length, dirty.countRows(one)] as const;
    });
    const [planted, all] = [0, 1].map((part) =>
      rows.reduce((sum, row) => sum + (row[part] ?? 0), 0),
    );

    expect((planted ?? 0) / (all ?? 1)).toBeGreaterThan(0.09);
    expect((planted ?? 0) / (all ?? 1)).toBeLessThan(0.11);
  });

  it('change exactly the values that they say, and no other', () => {
    const [before, after] = [rowsOf(clean, day), rowsOf(dirty, day)];
    const planted = new Map([...dirty.plantedFaults(day)].map((one) => [one.position, one]));
    const changed = after.flatMap((row, index) =>
      allColumns
        .filter((name) => JSON.stringify(row[name]) !== JSON.stringify(before[index]?.[name]))
        .map((column) => ({ position: index + 1, column })),
    );

    expect(after).toHaveLength(before.length);
    expect(changed).toEqual(
      [...planted.values()].map(({ position, column }) => ({ position, column })),
    );
  });

  it('are of every kind, at every level of nesting', () => {
    const planted = daysFrom('2026-11-16', 2).flatMap((one) => [...dirty.plantedFaults(one)]);
    const kinds = new Set(planted.map(({ path, fault }) => `${path}: ${fault}`));

    expect(kinds).toEqual(
      new Set(downloadFaultKinds.map(({ path, fault }) => `${path}: ${fault}`)),
    );
    expect(shareOf(planted, ({ path }) => path.includes('.'))).toBeGreaterThan(0.2);
  });

  it('look as their kind says', () => {
    const rows = rowsOf(dirty, day);

    for (const { position, column, path, fault } of dirty.plantedFaults(day)) {
      const value = memberOf(rows[position - 1]?.[column] ?? null, path);
      expect([path, fault]).toEqual([path, expect.stringContaining(looksLike(value))]);
    }
  });

  it('do not depend on the columns that are asked for', () => {
    const columns = ['details_distro', 'timestamp'];

    expect(rowsOf(dirty, day, columns)).toEqual(
      rowsOf(dirty, day).map((row) => Object.fromEntries(columns.map((name) => [name, row[name]]))),
    );
  });

  it('leave the records of other rows alone', () => {
    const before = JSON.stringify(rowsOf(clean, day, ['details_distro']));
    rowsOf(dirty, day);

    expect(JSON.stringify(rowsOf(clean, day, ['details_distro']))).toBe(before);
  });

  it('are none without dirt', () => {
    expect([...clean.plantedFaults(day)]).toEqual([]);
  });
});

/** The value at the end of a path that begins with its column; `undefined` when it is missing. */
function memberOf(value: RawValue, path: string): unknown {
  return path
    .split('.')
    .slice(1)
    .reduce<unknown>((found, name) => (isRecord(found) ? found[name] : found), value);
}

function looksLike(value: unknown): string {
  if (value === undefined) return 'a missing member';
  if (value === null) return 'no value where one is required';
  if (value instanceof CellFault) return 'not a number';
  if (isRecord(value)) return 'a record in place of text';
  if (value === 'sometimes') return 'text in place of a boolean';
  return typeof value === 'number' ? 'a number in place of' : 'nothing wrong';
}
