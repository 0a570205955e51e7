import { describe, expect, it } from 'vitest';
import { describeRows } from '../../../lib/report/gather/describe-rows.ts';
import { landedByHand, type TableByHand } from './a-table.ts';

const INSTANT = Date.UTC(2026, 10, 21);

/** A thousand rows; `n` is 0 to 999. */
const rowsOf = (columns: string) => ({
  '2026-11-20': `SELECT ${columns} FROM range(1000) AS rows (n)`,
});

/** Each column would show a person: by its name, by its values, or because few rows share a value. */
const hostile: TableByHand = {
  columns: {
    id: 'integer',
    cliente: 'string',
    x: 'string',
    campo: 'string',
    codigo_y: 'string',
    fone2: 'string',
    observado: 'string',
    apelido: 'string',
    uf: 'string',
    salario: 'integer',
  },
  primaryKey: 'id',
  unique: ['apelido'],
  rows: rowsOf(`
    CAST(n AS bigint) AS id,
    'Ana Souza ' || n % 3 AS cliente,
    ['Maria Lima', 'José Prado', 'Ana Reis'][n % 3 + 1] AS x,
    'pessoa' || n % 4 || '@secreto.com' AS campo,
    ['123.456.787-39', '987.654.321-00'][n % 2 + 1] AS codigo_y,
    '+55 21 98123-456' || n % 5 AS fone2,
    rpad('', 80, 'muito secreto ') || n % 2 AS observado,
    'apelido' || n % 2 AS apelido,
    CASE WHEN n < 9 THEN 'ZZ' WHEN n % 2 = 0 THEN 'SP' ELSE 'RJ' END AS uf,
    CAST(CASE WHEN n = 0 THEN 777777 ELSE 1000 + n % 100 END AS bigint) AS salario`),
};

describe('the description of rows', () => {
  it('shows nothing that stands for fewer than ten rows', async () => {
    const { distributions } = await describeRows({
      ...(await landedByHand(hostile)),
      instant: INSTANT,
    });

    const uf = distributions.find(({ column }) => column === 'uf');
    expect(uf).toEqual({
      kind: 'words',
      column: 'uf',
      top: [
        { value: 'RJ', rows: 496 },
        { value: 'SP', rows: 495 },
      ],
      rest: 9,
      restValues: 1,
    });
    expect(JSON.stringify(distributions)).not.toMatch(/777|ZZ/);
  });

  it('shows no column that identifies a person by its name, its values or its key', async () => {
    const { distributions, hidden } = await describeRows({
      ...(await landedByHand(hostile)),
      instant: INSTANT,
    });

    expect(distributions.map(({ column }) => column)).toEqual(['uf', 'salario']);
    expect([...hidden].sort()).toEqual(
      ['apelido', 'campo', 'cliente', 'codigo_y', 'fone2', 'id', 'observado', 'x'].sort(),
    );
    expect(JSON.stringify(distributions)).not.toMatch(/Souza|Lima|secreto|123\.456|98123/);
  });

  it('shows no column of many values', async () => {
    const table = { columns: { cor: 'string' }, rows: rowsOf(`'c' || n % 400 AS cor`) } as const;

    const { distributions } = await describeRows({
      ...(await landedByHand(table)),
      instant: INSTANT,
    });

    expect(distributions).toEqual([]);
  });

  it('counts ages at the time of the row, in bands', async () => {
    const table = {
      columns: { data_nascimento: 'date', quando: 'timestamp' },
      gates: { within: 'quando' },
      // The day before a birthday, on it, and decades later.
      rows: rowsOf(`
        [DATE '2001-11-21', DATE '2001-11-20', DATE '1940-01-01'][n % 3 + 1] AS data_nascimento,
        TIMESTAMP '2026-11-20 13:00:00' AS quando`),
    } as const;

    const { distributions } = await describeRows({ ...(await landedByHand(table)), instant: 0 });

    expect(distributions).toEqual([
      {
        kind: 'ages',
        column: 'data_nascimento',
        bands: [
          { from: 18, to: 24, rows: 334 },
          { from: 25, to: 29, rows: 333 },
          { from: 75, rows: 333 },
        ],
        rest: 0,
      },
    ]);
  });

  it('counts numbers in bins of a round width', async () => {
    const table = { columns: { peso: 'double' }, rows: rowsOf(`n / 10.0 AS peso`) } as const;

    const { distributions } = await describeRows({
      ...(await landedByHand(table)),
      instant: INSTANT,
    });

    const [peso] = distributions;
    expect(peso).toMatchObject({ kind: 'numbers', column: 'peso', width: 10 });
    expect(peso?.kind === 'numbers' && peso.bins.slice(0, 2)).toEqual([
      { from: 0, rows: 100 },
      { from: 10, rows: 100 },
    ]);
  });

  it('counts whole numbers one by one where there are few of them', async () => {
    const table = {
      columns: { qtd: 'integer' },
      rows: rowsOf('CAST(n % 4 AS bigint) AS qtd'),
    } as const;

    const { distributions } = await describeRows({
      ...(await landedByHand(table)),
      instant: INSTANT,
    });

    expect(distributions).toEqual([
      {
        kind: 'numbers',
        column: 'qtd',
        width: 1,
        bins: [0, 1, 2, 3].map((from) => ({ from, rows: 250 })),
        rest: 0,
      },
    ]);
  });

  it('counts rows by hour where the rows have a time', async () => {
    const table = {
      columns: { quando: 'timestamp' },
      gates: { within: 'quando' },
      rows: rowsOf(`TIMESTAMP '2026-11-20 00:00:00' + to_hours(CAST(n % 24 AS integer)) AS quando`),
    } as const;

    const { counts } = await describeRows({ ...(await landedByHand(table)), instant: INSTANT });

    expect(counts.by).toBe('quando');
    expect(counts.perDay).toEqual([{ start: Date.UTC(2026, 10, 20), rows: 1000 }]);
    expect(counts.perHour).toHaveLength(24);
    expect(counts.hourOfDay?.[0]).toBe(42);
  });

  it('counts hours of a landed day without rows as 0', async () => {
    const table = {
      columns: { quando: 'timestamp' },
      gates: { within: 'quando' },
      rows: {
        '2026-11-19': `SELECT TIMESTAMP '2026-11-19 13:00:00' AS quando FROM range(10)`,
        '2026-11-20': `SELECT TIMESTAMP '2026-11-20 14:00:00' AS quando FROM range(10)`,
      },
    } as const;

    const { counts } = await describeRows({ ...(await landedByHand(table)), instant: INSTANT });

    expect(counts.perHour).toHaveLength(48);
    expect(counts.hourOfDay?.slice(12, 16)).toEqual([0, 5, 5, 0]);
  });

  it.each(['data_nascimento', 'telefone'])('counts no rows by %s', async (name) => {
    const table = {
      columns: { [name]: 'timestamp' },
      gates: { within: name },
      rows: rowsOf(`TIMESTAMP '1990-01-01 05:00:00' AS ${name}`),
    } as const;

    const { counts } = await describeRows({ ...(await landedByHand(table)), instant: INSTANT });

    expect(counts.by).toBeUndefined();
    expect(counts.perDay).toEqual([{ start: Date.UTC(2026, 10, 20), rows: 1000 }]);
  });
});
