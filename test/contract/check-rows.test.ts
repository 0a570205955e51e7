import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBatch } from '../../lib/columns/check-batch.ts';
import { rows } from '../../lib/columns/rows.ts';
import { type CheckedRows, rowChecker } from '../../lib/contract/check-rows.ts';
import type { Contract } from '../../lib/contract/contract.ts';
import { addChecked, judgeCapture, noCounts } from '../../lib/contract/judge-capture.ts';
import { rejectsBatch, rejectsTable } from '../../lib/contract/rejects-table.ts';
import { CaptureError } from '../../lib/errors.ts';
import { type Batch, rowCount, sliceOf, valueAt } from '../../lib/model/batch.ts';
import { DateCell, type RawRows, type RawValue, rawRow } from '../../lib/model/raw-rows.ts';
import type { Table } from '../../lib/model/table.ts';
import { WordColumn } from '../../lib/model/word-column.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import { contractOf, rawRows } from './contract-table.ts';

describe('checking rows', () => {
  it('accepts or rejects each row, once and in order', () => {
    const contract = contractOf({ a: 'integer', b: 'string?' });
    const raw = rawRows({ B: ['x', 1, null, 'y'], A: ['1', 2, 'x', 4], other: [1, 1, 1, 1] });

    const { accepted, positions, rejects } = rowChecker(contract)(raw);

    expect([...rows(contract.table, accepted)]).toEqual([
      { a: 1, b: 'x' },
      { a: 4, b: 'y' },
    ]);
    expect([...positions]).toEqual([2, 5]);
    expect(rejects).toEqual([
      { row: 1, position: 3, rule: 'type', column: 'b', faults: 1 },
      { row: 2, position: 4, rule: 'type', column: 'a', faults: 1 },
    ]);
  });

  it('names the first fault of a row in the order of the table, and counts all', () => {
    const contract = contractOf(
      { a: 'integer', b: 'string', c: 'date' },
      { columns: { a: { max: 5 } } },
    );
    const rows = rawRows({ c: ['x', '2019-01-15'], b: ['', ''], a: [6, 5] });

    const { rejects, faults } = rowChecker(contract)(rows);

    expect(rejects).toEqual([
      { row: 0, position: 2, rule: 'max', column: 'a', faults: 3 },
      { row: 1, position: 3, rule: 'required', column: 'b', faults: 1 },
    ]);
    expect(faults).toEqual([
      { column: 'a', rule: 'max', rows: 1, positions: [2] },
      { column: 'b', rule: 'required', rows: 2, positions: [2, 3] },
      { column: 'c', rule: 'type', rows: 1, positions: [2] },
    ]);
  });

  it('has no value where a column is missing, shorter, or has holes', () => {
    const contract = contractOf({ a: 'integer', b: 'string?' });
    const columns = [[1], new Array<RawValue>(2)];
    const short = { length: 2, names: ['a', 'b'], columns, positions: [2, 3] };

    const missing = rowChecker(contract)(rawRows({ b: ['x', 'y'] }));
    const checked = rowChecker(contract)(short);

    expect(missing.rejects.map(({ rule, column }) => [rule, column])).toEqual([
      ['required', 'a'],
      ['required', 'a'],
    ]);
    expect(checked.accepted).toEqual({ a: Int32Array.of(1), b: [null] });
    expect(checked.rejects).toHaveLength(1);
  });

  it('follows names that change between pieces of a capture', () => {
    const check = rowChecker(contractOf({ a: 'integer', b: 'integer' }));

    const both = [
      check(rawRows({ a: [1], b: [2] })),
      check(rawRows({ b: [2], a: [1] })),
      check(rawRows({ a: [1], b: [2], c: [3] })),
    ];

    for (const { accepted } of both) {
      expect(accepted).toEqual({ a: Int32Array.of(1), b: Int32Array.of(2) });
    }
  });

  it('gives text of a list as numbers in one list, as Parquet writes it', () => {
    const contract = contractOf({ uf: 'string' }, { columns: { uf: { allowed: ['SP', 'RJ'] } } });
    const check = rowChecker(contract);

    const [first, second] = [check(rawRows({ uf: ['RJ ', 'SP'] })), check(rawRows({ uf: ['SP'] }))];

    const [one, other] = [first.accepted.uf, second.accepted.uf];
    expect(one).toBeInstanceOf(WordColumn);
    expect([...(one as WordColumn)]).toEqual(['RJ', 'SP']);
    expect((one as WordColumn).words).toBe((other as WordColumn).words);
  });

  it('numbers few texts that it does not know, and leaves many as they are', () => {
    const check = rowChecker(contractOf({ marca: 'string', nota: 'string?' }));
    const many = Array.from({ length: 193 }, (_, row) => `nota ${row}`);

    const first = check(rawRows({ marca: many.map(() => 'VULT'), nota: many })).accepted;
    const second = check(rawRows({ marca: ['EUDORA', 'VULT'], nota: ['x', null] })).accepted;

    const [one, other] = [first.marca, second.marca] as readonly WordColumn[];
    expect(first.nota).toEqual(many);
    expect(second.nota).toEqual(['x', null]);
    expect([...(other ?? [])]).toEqual(['EUDORA', 'VULT']);
    expect(one?.words).toBe(other?.words);
    expect(one?.words.texts).toEqual(['VULT', 'EUDORA']);
  });

  it('lands the same bytes of texts, whether they are numbered or not', async () => {
    const some = fc.array(fc.nat(250), { minLength: 1, maxLength: 700 });

    await fc.assert(
      fc.asyncProperty(some, async (numbers) => {
        const { table } = contractOf({ nota: 'string' });
        const nota = numbers.map((number) => `nota ${number}`);
        const { accepted } = rowChecker(contractOf({ nota: 'string' }))(rawRows({ nota }));

        expect(await bytesOf(table, accepted)).toEqual(await bytesOf(table, { nota }));
      }),
    );
  });

  it('takes the smallest array that holds numbers exactly', () => {
    const contract = contractOf({ a: 'integer', b: 'integer', c: 'double', d: 'integer?' });
    const large = 2n ** 60n;
    const rows = rawRows({ a: [1, 2 ** 40], b: [1, `${large}`], c: [-0, 1], d: [1, null] });

    const { accepted } = rowChecker(contract)(rows);

    expect(accepted).toEqual({
      a: Float64Array.of(1, 2 ** 40),
      b: [1, large],
      c: Float64Array.of(-0, 1),
      d: [1, null],
    });
  });
});

/** A Parquet file of one batch. */
async function bytesOf(table: Table, batch: Batch): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await encodeParquet(table, [batch], async (piece) => {
    pieces.push(piece);
  });
  return Buffer.concat(pieces);
}

/** What no text may contain. */
const MARK = 'Marker';

const contract = contractOf(
  {
    text: 'string',
    code: 'string?',
    word: 'string',
    units: 'integer?',
    price: 'decimal',
    rate: 'double?',
    paid: 'boolean?',
    day: 'date?',
    at: 'timestamp?',
    raw: 'bytes?',
    any: 'json?',
  },
  {
    columns: {
      text: { maxLength: 12, reads: ['number', 'date'] },
      code: { pattern: '[a-z]{1,3}', case: 'lower', reads: ['000'] },
      word: { allowed: ['S', 'N', 'Marker'] },
      units: { min: -5, max: 50, reads: ['1.234,0'] },
      price: { reads: ['1.234,56'], round: true },
      paid: { reads: ['S/N'] },
      day: { reads: ['dd/mm/yyyy', 'serial'], min: '1950-01-01' },
      at: { zone: '-03:00', reads: ['yyyy-mm-dd hh:mm:ss', 'serial'] },
      any: { reads: ['value'] },
    },
  },
);

const anyValue: fc.Arbitrary<RawValue> = fc.oneof(
  fc.constantFrom<RawValue>('S', 'n', MARK, `${MARK}\ud800`, '', ' - ', '4,0', '1.234,56', '12,5'),
  fc.constantFrom<RawValue>(
    '15/01/2019',
    '31/02/2019',
    '2019-01-15 08:30',
    '43480.0',
    'YWI=',
    null,
  ),
  fc.constantFrom<RawValue>(
    true,
    43480,
    43480.5,
    2 ** 53,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ),
  fc.integer({ min: -60, max: 60 }),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double().map((milliseconds) => new DateCell(milliseconds)),
  fc.date({ noInvalidDate: true }).map((date) => new DateCell(date.getTime())),
  fc.jsonValue().map((value) => value as RawValue),
);

/** Rows under all names of the contract, or some of them, and one more. */
const anyRows: fc.Arbitrary<RawRows> = fc
  .tuple(
    fc.subarray([...contract.columns.map(({ column }) => column.name), 'other'], { minLength: 9 }),
    fc.nat(30),
  )
  .chain(([names, length]) =>
    fc.record({
      length: fc.constant(length),
      names: fc.constant(names),
      columns: fc.tuple(
        ...names.map(() => fc.array(anyValue, { minLength: length, maxLength: length })),
      ),
      positions: fc.constant(Array.from({ length }, (_, row) => row + 2)),
    }),
  );

describe('any rows', () => {
  it('are each accepted or rejected, once and in order', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { accepted, positions, rejects } = rowChecker(contract)(rows);

        const rejected = rejects.map(({ position }) => position);
        const all = [...positions, ...rejected].sort((one, other) => one - other);
        expect(all).toEqual([...Array.from(rows.positions)]);
        for (const list of [[...positions], rejected]) {
          expect(list).toEqual(list.toSorted((one, other) => one - other));
        }
        expect(rowCount(contract.table, accepted)).toBe(positions.length);
      }),
    );
  });

  it.each(contract.columns)('give batches that fit in column $column.name', (column) => {
    const table = { ...contract.table, columns: [column.column] };
    const single: Contract = { ...contract, table, columns: [column] };
    let accepting = 0;
    fc.assert(
      fc.property(fc.array(anyValue), (values) => {
        const { accepted } = rowChecker(single)(rawRows({ [column.column.name]: values }));

        checkBatch(table, accepted);
        accepting += rowCount(table, accepted);
      }),
    );
    expect(accepting).toBeGreaterThan(0);
  });

  it('give rejects that fit their table', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { rejects } = rowChecker(contract)(rows);

        const batch = rejectsBatch(rejects, {
          job: 'j',
          capture: 'c\ud800',
          asItCame: ({ row }) => rawRow(rows, row),
        });

        checkBatch(rejectsTable(contract.table), batch);
      }),
    );
  });

  it('give the same however they are cut', () => {
    fc.assert(
      fc.property(anyRows, fc.array(fc.nat(30), { maxLength: 4 }), (rows, cuts) => {
        const whole = [rowChecker(contract)(rows)];
        const check = rowChecker(contract);

        const pieces = cutAt(rows, cuts).map(check);

        expect(outcomeOf(contract, pieces)).toEqual(outcomeOf(contract, whole));
      }),
    );
  });

  it('leave no value of a row in a message', () => {
    const strict: Contract = { ...contract, faults: 'fail' };
    let failed = 0;
    fc.assert(
      fc.property(anyRows, (rows) => {
        const counts = addChecked(noCounts, rowChecker(strict)(rows));
        if (counts.rejects === 0) return;

        const error = thrownBy(() => judgeCapture(strict, counts, { capture: 'a.csv' }));

        expect(error).toBeInstanceOf(CaptureError);
        expect(`${error?.stack} ${JSON.stringify(error)}`).not.toContain(MARK);
        failed += 1;
      }),
    );
    expect(failed).toBeGreaterThan(0);
  });

  it('are kept as they came where they are rejected', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { rejects } = rowChecker(contract)(rows);

        const { row_json: texts } = rejectsBatch(rejects, {
          job: 'j',
          capture: 'c',
          asItCame: ({ row }) => rawRow(rows, row),
        });

        for (const [index, { row }] of rejects.entries()) {
          expect(valueAt(texts, index)).toBe(JSON.stringify(rawRow(rows, row)));
        }
      }),
    );
  });
});

function cutAt(rows: RawRows, cuts: readonly number[]): RawRows[] {
  const ends = [...cuts.map((cut) => Math.min(cut, rows.length)), rows.length].sort(
    (one, other) => one - other,
  );
  return ends.map((end, index) => {
    const begin = ends[index - 1] ?? 0;
    return {
      length: end - begin,
      names: rows.names,
      columns: rows.columns.map((values) => values.slice(begin, end)),
      positions: Array.from(rows.positions).slice(begin, end),
    };
  });
}

/** Everything that pieces of a capture gave, whatever arrays it came in. */
function outcomeOf({ table }: Contract, pieces: readonly CheckedRows[]): unknown {
  const values = (batch: Batch, name: string) => Array.from(sliceOf(batch[name] ?? [], 0, 1e9));
  return {
    columns: table.columns.map(({ name }) =>
      pieces.flatMap(({ accepted }) => values(accepted, name)),
    ),
    positions: pieces.flatMap(({ positions }) => [...positions]),
    rejects: pieces.flatMap(({ rejects }) => rejects.map(({ row: _, ...others }) => others)),
    faults: [...pieces.reduce(addChecked, noCounts).faults].sort((one, other) =>
      `${one.column} ${one.rule}` < `${other.column} ${other.rule}` ? -1 : 1,
    ),
  };
}

function thrownBy(work: () => void): Error | undefined {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error : undefined;
  }
  return undefined;
}
