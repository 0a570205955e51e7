import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLines } from '../../lib/check/check-lines.ts';
import type { CheckResult } from '../../lib/check/check-result.ts';
import { boundsOf } from '../../lib/check/gate-tally.ts';
import { FIRST_POSITIONS } from '../../lib/contract/row-faults.ts';
import type { ShapeData } from '../../lib/contract/shape-data.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import {
  anyPlant,
  anyShape,
  areApart,
  fitting,
  loosely,
  type Plant,
  pathOf,
  plant,
  SECRET,
} from '../contract/planted-faults.ts';
import { DOWNLOAD, downloads, jobOf } from './downloads.ts';

const DAY = boundsOf(parsePeriod('2026-11-20'));

describe('checking lines', () => {
  it('finds nothing in records that fit, null at every level included', async () => {
    const lines = [
      DOWNLOAD,
      { ...DOWNLOAD, timestamp: null, file: null, outer: null },
      { ...DOWNLOAD, file: { project: null, type: null }, outer: { details: null } },
    ].map((record) => JSON.stringify(record));

    expect(await checkLines(lines, downloads)).toMatchObject({
      rows: 3,
      faultyRows: 0,
      faults: [],
      extras: [],
    });
  });

  it.each<[string, object, [string, string]]>([
    ['a column without its name', without('size'), ['size', 'missing']],
    ['a record without its name', without('file'), ['file', 'missing']],
    ['a member of a record', { ...DOWNLOAD, file: { project: 'x' } }, ['file.type', 'missing']],
    ['a document', { ...DOWNLOAD, outer: {} }, ['outer.details', 'missing']],
    [
      'a member of a document',
      { ...DOWNLOAD, outer: { details: { python: '3', distro: null } } },
      ['outer.details.ci', 'missing'],
    ],
    ['no value where one is required', { ...DOWNLOAD, url: null }, ['url', 'required']],
    [
      'a number for a text',
      { ...DOWNLOAD, file: { project: 7, type: 'x' } },
      ['file.project', 'type'],
    ],
    ['a number for a record', { ...DOWNLOAD, file: 7 }, ['file', 'type']],
    ['a list for a record', { ...DOWNLOAD, outer: [] }, ['outer', 'type']],
    ['NaN', { ...DOWNLOAD, size: Number.NaN }, ['size', 'type']],
    ['a value below the least', { ...DOWNLOAD, size: 0 }, ['size', 'min']],
    ['a value above the most', { ...DOWNLOAD, size: 1001 }, ['size', 'max']],
    ['a value that is not allowed', { ...DOWNLOAD, country: 'AR' }, ['country', 'allowed']],
    [
      'a long text',
      { ...DOWNLOAD, file: { project: 'x'.repeat(41), type: null } },
      ['file.project', 'length'],
    ],
    ['two members for one column', { ...DOWNLOAD, SIZE: 7 }, ['size', 'type']],
    ['a list for a row', [DOWNLOAD], ['', 'type']],
  ])('finds %s, at its line', async (_, record, [column, rule]) => {
    const lines = [loosely(DOWNLOAD), '', loosely(record), '  ', loosely(record)];

    const { rows, faultyRows, faults } = await checkLines(lines, downloads);

    expect({ rows, faultyRows }).toEqual({ rows: 3, faultyRows: 2 });
    expect(faults).toEqual([{ column, rule, rows: 2, positions: [3, 5] }]);
  });

  it('finds a required value that is missing because the record above it is null', async () => {
    const [, ...others] = downloads.table.columns;
    const table = {
      ...downloads.table,
      columns: [...others].map((each) => ({ ...each, nullable: false })),
    };

    const { faults } = await checkLines([loosely({ ...DOWNLOAD, file: null })], {
      ...downloads,
      table,
      gates: {},
    });

    expect(faults.map(({ column, rule }) => [column, rule])).toEqual([
      ['file.project', 'required'],
      ['file.type', 'required'],
    ]);
  });

  it('finds a line that is no JSON, and goes on', async () => {
    const lines = ['{"url":', loosely(DOWNLOAD), SECRET, '7', 'null'];

    const { faults } = await checkLines(lines, downloads);

    expect(faults).toEqual([{ column: '', rule: 'type', rows: 4, positions: [1, 3, 4, 5] }]);
  });

  it('counts rows with further members, by record', async () => {
    const { outer, ...flat } = DOWNLOAD;
    const details = { ...outer.details, cpu: SECRET };
    const lines = [
      { ...DOWNLOAD, extra: SECRET, project: SECRET },
      { ...flat, outer: { details, more: 1 } },
      { ...DOWNLOAD, file: { ...DOWNLOAD.file, url: SECRET } },
    ].map(loosely);

    const result = await checkLines(lines, downloads);

    expect(result.faults).toEqual([]);
    expect(result.extras).toEqual([
      { field: '', rows: 1 },
      { field: 'file', rows: 1 },
      { field: 'outer', rows: 1 },
      { field: 'outer.details', rows: 1 },
    ]);
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it('refuses a number that JSON does not have in a document without a shape, too', async () => {
    const [first] = downloads.table.columns;
    const table = { ...downloads.table, columns: [{ ...column(first), type: 'json' as const }] };
    const job = { table, grain: 'day' as const, source: {} };

    const { faults } = await checkLines(['{"timestamp":{"a":[NaN]}}', '{"timestamp":[1]}'], job);

    expect(faults).toEqual([{ column: 'timestamp', rule: 'type', rows: 1, positions: [1] }]);
  });

  it('judges the gates over all lines', async () => {
    const rows = Array.from({ length: 20 }, (_, row) => ({
      ...DOWNLOAD,
      timestamp: row === 0 ? null : DOWNLOAD.timestamp,
      ...(row > 1 ? {} : { file: { project: '', type: 'x' } }),
    }));
    const late = { ...DOWNLOAD, timestamp: '2026-11-21T00:00:00Z' };

    const checked = await checkLines(rows.map(loosely), downloads, { bounds: DAY });
    const outside = await checkLines([...rows, late].map(loosely), downloads, { bounds: DAY });

    expect(checked.gates).toEqual([
      { gate: 'minRows', limit: 1, got: 20, passed: true },
      { gate: 'nulls', field: 'timestamp', limit: 5, got: 5, passed: true },
      { gate: 'nulls', field: 'project', limit: 5, got: 10, passed: false },
      { gate: 'within', field: 'timestamp', limit: 0, got: 0, passed: true },
    ]);
    expect(outside.gates.at(-1)).toMatchObject({ got: 1, passed: false });
  });

  it('judges no times without a range, and no rows as too few', async () => {
    expect((await checkLines([], downloads)).gates).toEqual([
      { gate: 'minRows', limit: 1, got: 0, passed: false },
      { gate: 'nulls', field: 'timestamp', limit: 5, got: 0, passed: true },
      { gate: 'nulls', field: 'project', limit: 5, got: 0, passed: true },
    ]);
  });

  it('counts a value that is missing as none, and one that is wrong as one', async () => {
    const records = [without('timestamp'), { ...DOWNLOAD, file: { project: 7, type: 'x' } }];

    const { gates } = await checkLines(records.map(loosely), downloads);

    expect(gates.slice(1).map(({ got }) => got)).toEqual([50, 0]);
  });

  it('gives the same however many lines are checked together', async () => {
    const wrong = loosely({ ...DOWNLOAD, size: 0, file: 7 });
    const lines = Array.from({ length: 2500 }, (_, row) =>
      row % 1000 === 999 || row === 1000 ? wrong : loosely(DOWNLOAD),
    );
    const counted: number[] = [];

    const result = await checkLines(lines, downloads, { onRows: (rows) => counted.push(rows) });

    expect(counted).toEqual([1000, 2000, 2500]);
    expect(result).toMatchObject({ rows: 2500, faultyRows: 3 });
    expect(result.faults).toEqual([
      { column: 'file', rule: 'type', rows: 3, positions: [1000, 1001, 2000] },
      { column: 'size', rule: 'min', rows: 3, positions: [1000, 1001, 2000] },
    ]);
  });

  it('reports exactly the faults that were planted, by path and line, and no value', async () => {
    await fc.assert(
      fc.asyncProperty(plantedLines, async ({ details, lines, planted }) => {
        const result = await checkLines(lines, jobOf({ details }));

        expect([...result.faults].sort(byColumn)).toEqual(expected(planted).sort(byColumn));
        expect(result.faultyRows).toBe(new Set(planted.map(({ row }) => row)).size);
        expect(JSON.stringify(result)).not.toContain(SECRET);
      }),
      { numRuns: 200 },
    );
  });
});

/** What a record as a whole holds, in the form of a shape. */
function recordShape(details: ShapeData): ShapeData {
  return {
    timestamp: 'timestamp',
    'url!': 'string',
    file: { project: 'string', type: 'string' },
    outer: { details },
  };
}

/** Records of any shape, some with several faults that stand apart from each other. */
const plantedLines = anyShape.chain((details) => {
  const shape = recordShape(details);
  const faults = fc
    .array(anyPlant(shape), { maxLength: 4 })
    .map((all) => all.filter((one, at) => all.slice(0, at).every((each) => areApart(one, each))));
  return fc.array(fc.tuple(fitting(shape), faults), { maxLength: 12 }).map((rows) => ({
    details,
    lines: rows.map(([record, planted]) => {
      const broken = planted.reduce((made, each) => plant(made, shape, each), record);
      return loosely(Object.assign({ country: 'PT', size: 1 }, broken));
    }),
    planted: rows.flatMap(([, planted], index) =>
      planted.map((fault) => ({ row: index + 1, fault })),
    ),
  }));
});

function expected(planted: readonly { readonly row: number; readonly fault: Plant }[]) {
  const kinds = new Map<string, CheckResult['faults'][number]>();
  for (const { row, fault } of planted) {
    const { rule } = fault;
    const column = pathOf(fault.place).slice(1);
    const known = kinds.get(`${rule} ${column}`) ?? { column, rule, rows: 0, positions: [] };
    kinds.set(`${rule} ${column}`, {
      ...known,
      rows: known.rows + 1,
      positions: [...known.positions, row].slice(0, FIRST_POSITIONS),
    });
  }
  return [...kinds.values()];
}

function byColumn(
  one: { readonly column: string; readonly rule: string },
  other: { readonly column: string; readonly rule: string },
): number {
  return `${one.column} ${one.rule}` < `${other.column} ${other.rule}` ? -1 : 1;
}

function without(name: keyof typeof DOWNLOAD): object {
  const { [name]: _, ...others } = DOWNLOAD;
  return others;
}

function column<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new TypeError('No such column');
  return value;
}
