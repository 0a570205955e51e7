import { describe, expect, it } from 'vitest';
import { rowChecker } from '../../lib/contract/check-rows.ts';
import type { Contract } from '../../lib/contract/contract.ts';
import { addChecked, judgeCapture, noCounts } from '../../lib/contract/judge-capture.ts';
import { CaptureError } from '../../lib/errors.ts';
import { contractOf, rawRows } from './contract-table.ts';

const types = { day: 'date', units: 'integer' } as const;
const capture = 'base_2019.xlsx';

/** Ten rows, some of which break the contract. */
function countsOf(contract: Contract, { wrong }: { wrong: number }) {
  const units = Array.from({ length: 10 }, (_, row) => (row < wrong ? 'x' : row));
  const pieces = [units.slice(0, 4), units.slice(4)].map((values) =>
    rawRows({ day: values.map(() => '2019-01-15'), units: values }),
  );
  return pieces.map(rowChecker(contract)).reduce(addChecked, noCounts);
}

describe('the verdict over a capture', () => {
  it('stands with as many rejects as the ceiling, and fails with more', () => {
    const contract = contractOf(types);

    const most = countsOf(contract, { wrong: 1 });
    const more = countsOf(contract, { wrong: 2 });

    expect(() => judgeCapture(contract, most, { capture })).not.toThrow();
    expect(() => judgeCapture(contract, more, { capture })).toThrow(CaptureError);
    expect(() => judgeCapture(contract, more, { capture })).toThrow(
      'Expected at least 90 % of the rows of base_2019.xlsx to fit the contract of t, got 2 of 10 that do not: type of units in 2 rows (2, 3). Correct these rows, or the contract of the job, and run again.',
    );
  });

  it('stands without rows, and with any rejects where the ceiling is 100', () => {
    const strict = contractOf(types, { ceiling: 0 });
    const lenient = contractOf(types, { ceiling: 100 });

    expect(() => judgeCapture(strict, noCounts, { capture })).not.toThrow();
    expect(() =>
      judgeCapture(lenient, countsOf(lenient, { wrong: 10 }), { capture }),
    ).not.toThrow();
  });

  it('fails because of any fault where the contract says so, and tells all of them', () => {
    const contract = contractOf(types, { faults: 'fail', columns: { units: { max: 5 } } });
    const rows = rawRows({ day: ['x', '2019-01-15', ''], units: [7, 6, 5] });

    const counts = addChecked(noCounts, rowChecker(contract)(rows));

    expect(() => judgeCapture(contract, counts, { capture })).toThrow(
      /^Expected every row of base_2019\.xlsx .*, got 3 of 3 that do not: type of day in 1 row \(2\); required of day in 1 row \(4\); max of units in 2 rows \(2, 3\)\./,
    );
  });

  it('adds up the pieces of a capture, and keeps the first positions', () => {
    const contract = contractOf(types);

    const counts = countsOf(contract, { wrong: 7 });

    expect(counts).toEqual({
      rows: 10,
      rejects: 7,
      // The second piece numbers its rows from 2 again.
      faults: [{ column: 'units', rule: 'type', rows: 7, positions: [2, 3, 4, 5, 2] }],
    });
  });
});
