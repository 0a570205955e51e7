import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodChecker } from '../../lib/check/check-period.ts';
import { passes } from '../../lib/check/check-result.ts';
import { landedPeriods } from '../../lib/check/landed-periods.ts';
import { rejectsBatch } from '../../lib/contract/rejects-table.ts';
import { FIRST_POSITIONS, type Reject } from '../../lib/contract/row-faults.ts';
import { StoreError } from '../../lib/errors.ts';
import { objectOf } from '../../lib/lake/object.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import type { Batch } from '../../lib/model/batch.ts';
import type { Job } from '../../lib/model/job.ts';
import { parseHour, parsePeriod } from '../../lib/model/period.ts';
import type { Column, Table } from '../../lib/model/table.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import {
  anyPlant,
  fitting,
  loosely,
  type Plant,
  pathOf,
  plant,
  SECRET,
} from '../contract/planted-faults.ts';
import { encodeInMemory } from '../parquet/encode-in-memory.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { DETAILS, DOWNLOAD, downloads, downloadsRejects } from './downloads.ts';

const DAY = parsePeriod('2026-11-20');
const NOON = Date.UTC(2026, 10, 20, 12);

/** A row that landed, as a batch holds it. */
type LandedRow = Readonly<Record<string, string | number | null>>;

const ROW: LandedRow = {
  timestamp: NOON,
  country: 'BR',
  size: 7,
  url: '/simple/',
  project: 'hourlake',
  kind: null,
  details: JSON.stringify(DOWNLOAD.outer.details),
};

describe('checking a landed period', () => {
  it('finds nothing in rows that fit', async () => {
    const result = await check([ROW, { ...ROW, details: null, size: null }, ROW]);

    expect(result).toEqual({
      period: DAY,
      rows: 3,
      faultyRows: 0,
      faults: [],
      extras: [],
      gates: [
        { gate: 'minRows', limit: 1, got: 3, passed: true },
        { gate: 'nulls', field: 'timestamp', limit: 5, got: 0, passed: true },
        { gate: 'nulls', field: 'project', limit: 5, got: 0, passed: true },
        { gate: 'within', field: 'timestamp', limit: 0, got: 0, passed: true },
      ],
      rejects: [],
    });
    expect(passes(result)).toBe(true);
  });

  it.each<[string, LandedRow, [string, string]]>([
    ['no value where one is required', { url: null }, ['url', 'required']],
    ['a document that is no JSON', { details: `{"a":${SECRET}` }, ['details', 'type']],
    [
      'a member that is missing',
      { details: '{"python":"3","ci":null}' },
      ['details.distro', 'missing'],
    ],
    ['a value below the least', { size: 0 }, ['size', 'min']],
    ['a value above the most', { size: 1001 }, ['size', 'max']],
    ['a text that is not allowed', { country: SECRET }, ['country', 'allowed']],
    ['a long text', { project: SECRET.repeat(5) }, ['project', 'length']],
    ['a text without its pattern', { project: ` ${SECRET}` }, ['project', 'pattern']],
  ])('finds %s, at its row', async (_, wrong, [column, rule]) => {
    const result = await check([ROW, { ...ROW, ...wrong }, ROW, { ...ROW, ...wrong }]);

    expect(result.faults).toEqual([{ column, rule, rows: 2, positions: [2, 4] }]);
    expect(result.faultyRows).toBe(2);
    expect(passes(result)).toBe(false);
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it('numbers rows over all batches of a file', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) =>
      row % 9000 === 8999 ? { ...ROW, size: 0 } : ROW,
    );

    expect((await check(rows)).faults).toEqual([
      { column: 'size', rule: 'min', rows: 2, positions: [9000, 18_000] },
    ]);
  });

  it('counts records with further members', async () => {
    const details = JSON.stringify({ ...DOWNLOAD.outer.details, more: SECRET });

    const result = await check([ROW, { ...ROW, details }]);

    expect(result).toMatchObject({ faults: [], extras: [{ field: 'details', rows: 1 }] });
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it.each<[string, LandedRow[], object]>([
    ['too few rows', [], { gate: 'minRows', limit: 1, got: 0 }],
    [
      'too many rows without a value',
      [...Array.from({ length: 17 }, () => ROW), { ...ROW, project: null }],
      { gate: 'nulls', field: 'project', limit: 5, got: 5.56 },
    ],
    [
      'a time before the period',
      [ROW, { ...ROW, timestamp: Date.UTC(2026, 10, 20) - 1 }],
      { gate: 'within', field: 'timestamp', limit: 0, got: 1 },
    ],
    [
      'a time after the period',
      [{ ...ROW, timestamp: Date.UTC(2026, 10, 21) }],
      { gate: 'within', field: 'timestamp', limit: 0, got: 1 },
    ],
  ])('fails a gate because of %s, and no other', async (_, rows, gate) => {
    const result = await check(rows);

    expect(result.gates.filter(({ passed }) => !passed)).toEqual([{ ...gate, passed: false }]);
    expect(result.faults).toEqual([]);
    expect(passes(result)).toBe(false);
  });

  it('takes the first and the last instant of a period, and as many nulls as a gate allows', async () => {
    const times = [Date.UTC(2026, 10, 20), Date.UTC(2026, 10, 21) - 1];
    const rows = [
      ...times.map((timestamp) => ({ ...ROW, timestamp })),
      ...Array.from({ length: 17 }, () => ROW),
      { ...ROW, project: null },
    ];

    expect((await check(rows)).gates.every(({ passed }) => passed)).toBe(true);
  });

  it.each([
    ['2026-11-20', Date.UTC(2026, 10, 20), 0],
    ['2026-11-20', Date.UTC(2026, 10, 21), 1],
    ['2026-11-20T13', Date.UTC(2026, 10, 20), 0],
    ['2026-11-20T13', Date.UTC(2026, 10, 19), 1],
  ])('compares a date with the period %s', async (text, instant, outside) => {
    const period = parsePeriod(text);
    const table = tableWith(downloads.table, 'timestamp', { type: 'date' });
    const job: Job = { ...downloads, table, grain: text.includes('T') ? 'hour' : 'day' };
    const store = await aStore();
    const day = instant / 86_400_000;
    await land(store, { job, period, table }, [{ ...ROW, timestamp: day }]);

    const result = await periodChecker({ store, job, jobs: [] })(period);

    expect(result.gates.at(-1)).toMatchObject({ gate: 'within', got: outside });
  });

  it('judges no gates where a job has none, and no rules where it has no contract', async () => {
    const { gates: _, ...others } = downloads;
    const job: Job = { ...others, source: { kind: 'generated' } };

    const result = await check([{ ...ROW, size: 0, country: 'AR', details: '7' }], { job });

    expect(result).toMatchObject({ rows: 1, faults: [], gates: [] });
  });

  it('counts the rejects of the period by rule, and reads no rejected row', async () => {
    const store = await aStore();
    await land(store, { job: downloads, period: DAY, table: loose(downloads.table) }, [ROW]);
    const rejects: Reject[] = [1, 2, 3].map((position) => ({
      row: 0,
      position,
      rule: position === 3 ? 'max' : 'missing',
      column: position === 3 ? 'size' : 'details.distro',
      faults: 1,
    }));
    const batch = rejectsBatch(rejects, {
      job: 'downloads',
      capture: SECRET,
      asItCame: () => SECRET,
    });
    await put(store, downloadsRejects, { table: downloadsRejects.table, batch });

    const result = await checkerOf(store)(DAY);

    expect(result.rejects).toEqual([
      { rule: 'missing', field: 'details.distro', rows: 2 },
      { rule: 'max', field: 'size', rows: 1 },
    ]);
    expect(passes(result)).toBe(true);
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it('says that an object is damaged, lacks a column or has another type, and judges no gate', async () => {
    const store = await aStore();
    const bytes = new TextEncoder().encode('PAR1 no PAR1');
    await store.putIfAbsent(objectKey(downloads, DAY), objectOf(bytes));
    const [one, other] = [parsePeriod('2026-11-21'), parsePeriod('2026-11-22')];
    const narrow = { ...downloads.table, columns: downloads.table.columns.slice(1) };
    await land(store, { job: downloads, period: one, table: loose(narrow) }, [ROW]);
    const size = tableWith(loose(downloads.table), 'size', { type: 'string' });
    await land(store, { job: downloads, period: other, table: size }, [{ ...ROW, size: SECRET }]);

    const check = checkerOf(store);
    const found = [await check(DAY), await check(one), await check(other)];

    expect(found.map(({ damage }) => damage)).toEqual([
      expect.stringContaining('downloads 2026-11-20 to be a complete Parquet file'),
      'downloads 2026-11-21 to have the column timestamp as INT64, got no such column',
      'downloads 2026-11-22 to have the column size as INT64, got optional BYTE_ARRAY',
    ]);
    for (const result of found) expect(result).toMatchObject({ rows: 0, gates: [] });
    expect(found.some(passes)).toBe(false);
  });

  it('says that the rejects are damaged', async () => {
    const store = await aStore();
    await land(store, { job: downloads, period: DAY, table: loose(downloads.table) }, [ROW]);
    const bytes = new TextEncoder().encode('no');
    await store.putIfAbsent(objectKey(downloadsRejects, DAY), objectOf(bytes));

    const { damage, gates } = await checkerOf(store)(DAY);

    expect(damage).toMatch(/^its rejects: downloads-rejects 2026-11-20 to be a complete Parquet/);
    expect(gates).toHaveLength(4);
  });

  it('throws when the period has not landed', async () => {
    await expect(checkerOf(await aStore())(DAY)).rejects.toThrow(StoreError);
  });

  it('reports exactly the faults that were planted in documents, by path and row, and no value', async () => {
    const shape = DETAILS;
    // What stands in a file is JSON, which has no NaN.
    const fault = anyPlant(shape).filter(
      ({ value }) => JSON.stringify(value) === loosely(value ?? 0),
    );
    const rows = fc.array(fc.tuple(fitting(shape), fc.option(fault)), {
      minLength: 1,
      maxLength: 9,
    });

    await fc.assert(
      fc.asyncProperty(rows, async (documents) => {
        const landed = documents.map(([document, planted]) => ({
          ...ROW,
          details: JSON.stringify(planted === null ? document : plant(document, shape, planted)),
        }));

        const result = await check(landed);

        const kinds = result.faults.map(({ column, rule, positions }) => [column, rule, positions]);
        expect(kinds.map(String).sort()).toEqual(expected(documents.map(([, each]) => each)));
        expect(JSON.stringify(result)).not.toContain(SECRET);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the landed periods to check', () => {
  it('are those of a range, or the newest', async () => {
    const store = await aStore();
    for (const day of ['2026-11-18', '2026-11-19', '2026-11-20'].map(parsePeriod)) {
      await land(store, { job: downloads, period: day, table: loose(downloads.table) }, [ROW]);
    }

    const chosen = [
      await landedPeriods(store, downloads, {}),
      await landedPeriods(store, downloads, { span: { from: parseHour('2026-11-19T00') } }),
      await landedPeriods(store, downloads, { last: 2 }),
      await landedPeriods(store, downloads, { last: 9 }),
      await landedPeriods(store, downloads, { span: { to: parseHour('2026-11-18T00') } }),
    ];

    expect(chosen).toEqual([
      ['2026-11-18', '2026-11-19', '2026-11-20'],
      ['2026-11-19', '2026-11-20'],
      ['2026-11-19', '2026-11-20'],
      ['2026-11-18', '2026-11-19', '2026-11-20'],
      [],
    ]);
  });
});

/** Lands rows, whatever they hold, and checks them. */
async function check(rows: readonly LandedRow[], { job = downloads }: { readonly job?: Job } = {}) {
  const store = await aStore();
  await land(store, { job, period: DAY, table: loose(job.table) }, rows);
  return periodChecker({ store, job, jobs: [job, downloadsRejects] })(DAY);
}

function checkerOf(store: Store) {
  return periodChecker({ store, job: downloads, jobs: [downloads, downloadsRejects] });
}

async function aStore(): Promise<Store> {
  return folderStore(await temporaryFolder());
}

interface Landing {
  readonly job: Job;
  readonly period: typeof DAY;
  readonly table: Table;
}

async function land(
  store: Store,
  { job, period, table }: Landing,
  rows: readonly LandedRow[],
): Promise<void> {
  const batch = Object.fromEntries(
    table.columns.map(({ name }) => [name, rows.map((row) => row[name] ?? null)]),
  );
  await put(store, job, { table, batch, period });
}

async function put(
  store: Store,
  job: Job,
  { table, batch, period = DAY }: { table: Table; batch: Batch; period?: typeof DAY },
): Promise<void> {
  const { bytes } = await encodeInMemory(table, [batch]);
  await store.putIfAbsent(objectKey(job, period), objectOf(bytes));
}

/** A table whose encoder writes what the table itself would refuse: nulls, and any text as JSON. */
function loose(table: Table): Table {
  const columns = table.columns.map((each) => ({ ...each, nullable: true }));
  return tableWith({ ...table, columns }, 'details', { type: 'string' });
}

function tableWith(table: Table, name: string, change: Partial<Column>): Table {
  const columns = table.columns.map((each) => (each.name === name ? { ...each, ...change } : each));
  return { ...table, columns };
}

/** Kinds of faults with their rows, in the order of their text. */
function expected(planted: readonly (Plant | null)[]): string[] {
  const rows = new Map<string, number[]>();
  for (const [index, each] of planted.entries()) {
    if (each === null) continue;
    const kind = `details${pathOf(each.place)},${each.rule}`;
    rows.set(kind, [...(rows.get(kind) ?? []), index + 1]);
  }
  return [...rows].map(([kind, at]) => `${kind},${at.slice(0, FIRST_POSITIONS)}`).sort();
}
