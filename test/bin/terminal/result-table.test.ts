import fc from 'fast-check';
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

  it('writes years without a comma', () => {
    const drawn = drawTable(
      { columns: ['ano', 'contas'], rows: [[2019, 2019]] },
      { colours: false },
    );

    expect(drawn.split('\n')[3]).toBe('│ 2019 │  2,019 │');
  });

  it('does not group or align digits that are text', () => {
    const drawn = drawTable({ columns: ['cep'], rows: [['24020005'], ['1']] }, { colours: false });

    expect(drawn).toContain('│ 24020005 │');
    expect(drawn).toContain('│ 1        │');
  });

  it('draws decimals to the right, with their digits', () => {
    const drawn = drawTable(
      { columns: ['valor'], rows: [['-12345678901234567.80'], ['5.00'], [null]] },
      { colours: false },
    );

    expect(drawn).toContain('│ -12345678901234567.80 │');
    expect(drawn).toContain('│                  5.00 │');
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

  it('wraps text between words where that makes the table fit', () => {
    const drawn = drawTable(
      { columns: ['name', 'description'], rows: [['top-cities', 'The cities with most accounts']] },
      { colours: false, width: 40 },
    );

    expect(drawn.split('\n')).toEqual([
      '┌────────────┬──────────────────────┐',
      '│ name       │ description          │',
      '├────────────┼──────────────────────┤',
      '│ top-cities │ The cities with most │',
      '│            │ accounts             │',
      '└────────────┴──────────────────────┘',
    ]);
  });

  it('draws a block for each row where no legible table fits', () => {
    const drawn = drawTable(
      {
        columns: ['nome', 'cpf', 'contas'],
        rows: [
          ['Marina Pacheco Costa', '588.633.961-24', 1234.5],
          ['Diana Valente Gonzaga', null, 7],
        ],
      },
      { colours: false, width: 40 },
    );

    expect(drawn.split('\n')).toEqual([
      'nome    Marina Pacheco Costa',
      'cpf     588.633.961-24',
      'contas  1,234.5',
      '',
      'nome    Diana Valente Gonzaga',
      'cpf     -',
      'contas  7.0',
    ]);
  });

  it('colours the names of columns in blocks as in a table', () => {
    const result = { columns: ['nome', 'cpf'], rows: [['Marina', '588.633.961-24']] };

    const drawn = drawTable(result, { colours: true, width: 12 });

    expect(drawn).toContain('\u001b[36mcpf\u001b[39m   588.633.961-24');
  });

  it('shows every word of every cell at every width, and fits it where its words do', () => {
    const words = fc.array(fc.stringMatching(/^[a-zé0-9.-]{1,12}$/), {
      minLength: 1,
      maxLength: 9,
    });
    const results = fc.integer({ min: 1, max: 6 }).chain((width) =>
      fc.array(fc.array(words, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 4,
      }),
    );
    fc.assert(
      fc.property(results, fc.integer({ min: 20, max: 120 }), (cells, width) => {
        const columns = (cells[0] ?? []).map((_, column) => `c${column}`);
        const rows = cells.map((row) => row.map((cell) => cell.join(' ')));

        const drawn = drawTable({ columns, rows }, { colours: false, width });

        expect(wordsOf(drawn)).toEqual([...columnsIn(drawn, columns), ...cells.flat(2)].sort());
        for (const line of drawn.split('\n')) expect([...line].length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

/** All words in a drawing, in the order of the alphabet. */
function wordsOf(drawn: string): string[] {
  return drawn
    .split(/[\s┌─┬┐│├┼┤└┴┘]+/)
    .filter((word) => word !== '')
    .sort();
}

/** The names of columns as often as they are drawn: once above a table, or once in each block. */
function columnsIn(drawn: string, columns: readonly string[]): string[] {
  const blocks = drawn.startsWith('┌') ? 1 : drawn.split('\n\n').length;
  return Array.from({ length: blocks }, () => columns).flat();
}

/** What stands in the cells of a single column. */
function cellsOf(rows: readonly (readonly number[])[], limit?: number): string[] {
  const options = limit === undefined ? { colours: false } : { colours: false, limit };
  const lines = drawTable({ columns: ['n'], rows }, options).split('\n');
  return lines.slice(3, -1).map((line) => line.replaceAll('│', '').trim());
}
