import { describe, expect, it } from 'vitest';
import { drawTable } from '../../../bin/terminal/result-table.ts';

describe('drawTable', () => {
  it('draws text to the left, numbers to the right, and NULL as a dash', () => {
    const drawn = drawTable(
      {
        columns: ['uf', 'contas', 'ativa'],
        rows: [
          ['SP', 1_234_567, true],
          ['RJ', 45, false],
          [null, null, null],
        ],
      },
      { colours: false },
    );

    expect(drawn.split('\n')).toEqual([
      '┌────┬───────────┬───────┐',
      '│ uf │    contas │ ativa │',
      '├────┼───────────┼───────┤',
      '│ SP │ 1,234,567 │ true  │',
      '│ RJ │        45 │ false │',
      '│ -  │         - │ -     │',
      '└────┴───────────┴───────┘',
    ]);
  });

  it('gives all numbers of a column the decimals of the one that has most', () => {
    const cells = cellsOf([[0.5], [1234], [-0.25], [-1234.5]]);

    expect(cells).toEqual(['0.50', '1,234.00', '-0.25', '-1,234.50']);
  });

  it('gives four decimals at the most, rounded', () => {
    const cells = cellsOf([[1 / 3], [2 / 3], [0.5]]);

    expect(cells).toEqual(['0.3333', '0.6667', '0.5000']);
  });

  it('keeps whole numbers without decimals', () => {
    const cells = cellsOf([[0], [-7], [1_000_000]]);

    expect(cells).toEqual(['0', '-7', '1,000,000']);
  });

  it('does not group or align digits that are text', () => {
    const drawn = drawTable({ columns: ['cep'], rows: [['24020005'], ['1']] }, { colours: false });

    expect(drawn).toContain('│ 24020005 │');
    expect(drawn).toContain('│ 1        │');
  });

  it('draws as many rows as the limit says, with the decimals of these', () => {
    const cells = cellsOf([[1], [2], [3.25]], 2);

    expect(cells).toEqual(['1', '2']);
  });

  it('draws the names of the columns when there are no rows', () => {
    const drawn = drawTable({ columns: ['uf', 'contas'], rows: [] }, { colours: false });

    expect(drawn.split('\n')).toEqual(['┌────┬────────┐', '│ uf │ contas │', '└────┴────────┘']);
  });

  it('has colours only when they are asked for', () => {
    const result = { columns: ['uf'], rows: [['SP']] };
    const sequence = '\u001b[';

    expect(drawTable(result, { colours: true })).toContain(`${sequence}36m`);
    expect(drawTable(result, { colours: false })).not.toContain(sequence);
  });
});

/** What stands in the cells of a single column. */
function cellsOf(rows: readonly (readonly number[])[], limit?: number): string[] {
  const options = limit === undefined ? { colours: false } : { colours: false, limit };
  const lines = drawTable({ columns: ['n'], rows }, options).split('\n');
  return lines.slice(3, -1).map((line) => line.replaceAll('│', '').trim());
}
