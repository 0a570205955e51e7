import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawTable } from '../../bin/terminal/result-table.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { collect, type QueryResult } from '../../lib/engines/engine.ts';
import { findSavedQuery, readSavedQueries } from '../../lib/engines/saved-query.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { tablesOf } from './landed-events.ts';
import { generatedSales, landedSales, partitionOf, type SoldFile } from './landed-sales.ts';
import {
  aggregated,
  aggregations,
  distinctRows,
  droppedRows,
  keyOf,
  type Row,
  yearsOf,
} from './sales-by-hand.ts';

const NAMES = Object.keys(aggregations);
const ALL_NAMES = [...NAMES, 'vendas-distintas', 'vendas-descartadas', 'vendas-por-arquivo'];

const document = readFileSync('docs/vendas.md', 'utf8');

/** A query in the document, and what it printed. */
const SHOWN = /^npx hourlake query ([\w-]+)\n```\n\n```text\n([\s\S]*?)```/gm;

describe('the saved queries about sales', () => {
  it('take out repeats by the same text in each', async () => {
    const texts = await Promise.all(
      [...NAMES, 'vendas-distintas'].map((name) => readFile(`queries/vendas/${name}.sql`, 'utf8')),
    );

    const parts = texts.map((text) => /^WITH distinct_sales AS \(\n[\s\S]*?^\)\n/m.exec(text)?.[0]);

    expect(parts[0]).toContain('SELECT DISTINCT');
    expect(new Set(parts).size).toBe(1);
  });

  it('answer about the generated workbooks as plain code does', async () => {
    const files = await generatedSales();

    await expectRightAnswers(files);
  });

  it('answer about any files, with repeats within them and across them, as plain code does', async () => {
    await fc.assert(
      fc.asyncProperty(someFiles(), async (files) => {
        await expectRightAnswers(files);
      }),
      { numRuns: 10 },
    );
  });

  it('find that one of the generated workbooks repeats another, and which years they hold', async () => {
    const [first, second, last] = await generatedSales();
    const results = await askAll(await generatedSales());

    const dropped = objectsOf(results.get('vendas-descartadas'));
    const years = objectsOf(results.get('vendas-por-arquivo'));

    // The digest of base_2019.xlsx comes first.
    expect(dropped.map(({ arquivo, kept_in }) => [arquivo, kept_in])).toEqual([
      ['base_2017.xlsx', 'base_2019.xlsx'],
      ['base_2018.xlsx', 'base_2018.xlsx'],
      ['base_2019.xlsx', 'base_2019.xlsx'],
    ]);
    const [repeat, , original] = dropped;
    expect(repeat).toMatchObject({ row_count: first?.rows.length, kept: 0 });
    expect(repeat?.kept_in_other).toBe(original?.kept);
    expect(repeat?.repeated_in_file).toBe(original?.repeated_in_file);
    expect(Number(original?.repeated_in_file)).toBeGreaterThan(0);
    expect(years.map(({ arquivo, ano, row_count }) => [arquivo, ano, row_count])).toEqual([
      ['base_2017.xlsx', 2019, first?.rows.length],
      ['base_2018.xlsx', 2017, second?.rows.length],
      ['base_2019.xlsx', 2019, last?.rows.length],
    ]);
  });

  it('answer about the generated workbooks as docs/vendas.md shows', async () => {
    const results = await askAll(await generatedSales());

    const shown = [...document.matchAll(SHOWN)].map(([, name = '', text = '']) => ({ name, text }));

    expect(shown.map(({ name }) => name)).toEqual([
      'vendas-por-arquivo',
      'vendas-descartadas',
      'con-ano-mes',
    ]);
    for (const { name, text } of shown) {
      const { columns = [], rows = [] } = results.get(name) ?? {};
      expect(text).toBe(`${drawTable({ columns, rows }, { colours: false })}\n`);
    }
  });

  it('do not change when a file arrives again under another name with other bytes', async () => {
    const files = await generatedSales({ rows: 50 });
    const [first] = files;
    const again = {
      ...first,
      rows: first?.rows ?? [],
      arquivo: 'copia.xlsx',
      sha256: 'f'.repeat(64),
    };

    const before = await askAll(files);
    const after = await askAll([...files, again]);

    for (const name of [...NAMES, 'vendas-distintas']) {
      expect(after.get(name)).toEqual(before.get(name));
    }
  });

  it('tell files of one name apart', async () => {
    const [first] = await generatedSales({ rows: 20 });
    const rows = first?.rows ?? [];
    const files = ['a', 'b'].map((digit) => ({
      arquivo: 'base.xlsx',
      sha256: digit.repeat(64),
      rows,
    }));

    const dropped = objectsOf((await askAll(files)).get('vendas-descartadas'));

    expect(dropped.map(({ file, kept_in_file }) => [file, kept_in_file])).toEqual([
      ['aaaaaaaaaaaa', 'aaaaaaaaaaaa'],
      ['bbbbbbbbbbbb', 'aaaaaaaaaaaa'],
    ]);
  });
});

/** Compares every saved query with what plain code makes of the same rows. */
async function expectRightAnswers(files: readonly SoldFile[]): Promise<void> {
  const results = await askAll(files);
  const distinct = distinctRows(files.flatMap(({ rows }) => rows));

  for (const [name, { by, order }] of Object.entries(aggregations)) {
    expect(results.get(name)?.columns).toEqual([...by, 'sum_qtd_venda']);
    expect(objectsOf(results.get(name)), name).toEqual(aggregated(distinct, by, order));
  }
  const sold = objectsOf(results.get('vendas-distintas'));
  expect(sold.map(keyOf).sort()).toEqual(distinct.map(keyOf).sort());
  expect(sold.map(({ data_venda }) => data_venda)).toEqual(
    distinct.map(({ data_venda }) => data_venda).sort(),
  );
  const dropped = objectsOf(results.get('vendas-descartadas'));
  expect(dropped).toEqual(droppedRows(files));
  expectSums(dropped, files, distinct.length);
  expect(objectsOf(results.get('vendas-por-arquivo'))).toEqual(yearsOf(files));
}

/** What the report of dropped rows promises, whatever the files. */
function expectSums(dropped: readonly Row[], files: readonly SoldFile[], distinct: number): void {
  const sum = (column: string) => dropped.reduce((total, row) => total + Number(row[column]), 0);
  for (const { row_count, kept, repeated_in_file, kept_in_other } of dropped) {
    expect(Number(row_count)).toBe(Number(kept) + Number(repeated_in_file) + Number(kept_in_other));
  }
  expect(sum('row_count')).toBe(files.reduce((total, { rows }) => total + rows.length, 0));
  expect(sum('kept')).toBe(distinct);
}

/** Up to four files of few different sales, so that many are equal. */
function someFiles(): fc.Arbitrary<SoldFile[]> {
  const row = fc.record({
    id_marca: fc.integer({ min: 1, max: 2 }),
    marca: fc.constantFrom('EUDORA', 'VULT'),
    id_linha: fc.integer({ min: 1, max: 2 }),
    linha: fc.constantFrom('SOLAR'),
    data_venda: fc.constantFrom('2016-02-29', '2018-12-31', '2019-01-01'),
    qtd_venda: fc.integer({ min: 1, max: 2 }),
  });
  const file = fc.record({
    arquivo: fc.constantFrom('base.xlsx', 'Base.xlsx', 'loja 2.csv'),
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
    rows: fc.array(row, { minLength: 1, maxLength: 40 }),
  });
  return fc.uniqueArray(file, { minLength: 1, maxLength: 4, selector: partitionOf });
}

/** The answers of all saved queries about sales. */
async function askAll(files: readonly SoldFile[]): Promise<Map<string, QueryResult>> {
  const engine = duckDbEngine(tablesOf(await landedSales(await temporaryFolder(), files)));
  const queries = await readSavedQueries('queries');
  const results = new Map<string, QueryResult>();
  try {
    for (const name of ALL_NAMES) {
      results.set(name, await collect(await engine.query(findSavedQuery(queries, name))));
    }
  } finally {
    await engine.close();
  }
  return results;
}

function objectsOf(result: QueryResult | undefined): Row[] {
  const { columns = [], rows = [] } = result ?? {};
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
}
