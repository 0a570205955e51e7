import { describe, expect, it } from 'vitest';
import { rows as rowsOf } from '../../lib/columns/rows.ts';
import { rowChecker } from '../../lib/contract/check-rows.ts';
import { rejectsBatch, rejectsTable } from '../../lib/contract/rejects-table.ts';
import { DateCell, type RawValue, rawRow } from '../../lib/model/raw-rows.ts';
import { contractOf, rawRows } from './contract-table.ts';

const contract = contractOf({ day: 'date', units: 'integer' });
const table = rejectsTable(contract.table);

describe('the table of rejects', () => {
  it('has no statistics, which would show values of rows', () => {
    expect(table.name).toBe('t_rejects');
    expect(table.columns.some(({ statistics }) => statistics)).toBe(false);
  });

  it('has each rejected row as it came, and where it stood', () => {
    const rows = rawRows({
      Day: [new DateCell(Date.UTC(2019, 0, 15, 8, 30)), '2019-01-15', new DateCell(0)],
      UNITS: [' 4 ', 5, 4.5],
      other: ['é', null, 'b'],
    });
    const { rejects } = rowChecker(contract)(rows);

    const batch = rejectsBatch(rejects, {
      job: 'vendas',
      capture: 'base.xlsx',
      asItCame: ({ row }) => rawRow(rows, row),
    });

    expect([...rowsOf(table, batch)]).toEqual([
      {
        job: 'vendas',
        capture: 'base.xlsx',
        position: 2,
        rule: 'type',
        field: 'day',
        faults: 1,
        row_json: '{"Day":"2019-01-15T08:30:00.000","UNITS":" 4 ","other":"é"}',
      },
      {
        job: 'vendas',
        capture: 'base.xlsx',
        position: 4,
        rule: 'type',
        field: 'units',
        faults: 1,
        row_json: '{"Day":"1970-01-01","UNITS":4.5,"other":"b"}',
      },
    ]);
  });

  it('has null in place of a row that is nested too deeply to be written', () => {
    let deep: RawValue = [];
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep] as RawValue;
    const rows = rawRows({ day: [deep] });
    const { rejects } = rowChecker(contract)(rows);

    const { row_json: texts } = rejectsBatch(rejects, {
      job: 'j',
      capture: 'c',
      asItCame: ({ row }) => rawRow(rows, row),
    });

    expect(texts).toEqual(['null']);
  });
});
