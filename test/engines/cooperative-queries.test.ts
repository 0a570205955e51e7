import { describe, expect, it } from 'vitest';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { collect, type QueryResult } from '../../lib/engines/engine.ts';
import { findSavedQuery, readSavedQueries } from '../../lib/engines/saved-query.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { cooperativeRows, landedCooperative } from './a-cooperative.ts';
import { tablesOf } from './landed-events.ts';

describe('the saved queries about the cooperative', () => {
  it('join each movement with its card, its account and its member', async () => {
    const { columns, rows } = await ask('movimento-flat');

    expect(columns).toEqual([
      'nome_associado',
      'sobrenome_associado',
      'idade_associado',
      'vlr_transacao_movimento',
      'des_transacao_movimento',
      'data_movimento',
      'numero_cartao',
      'nome_impresso_cartao',
      'data_criacao_cartao',
      'tipo_conta',
      'data_criacao_conta',
    ]);
    expect(rows.map((row) => row[4])).toEqual([
      'Supermercado',
      'Salário',
      'Supermercado',
      'Saque',
      'Depósito',
    ]);
    expect(rows[3]?.slice(0, 3)).toEqual(['Ana', 'da Silva', 24]);
    expect(Number(rows[3]?.[3])).toBe(-0.01);
    expect(rows[3]?.slice(6, 8)).toEqual(['9999000000000026', 'ANA DA SILVA']);
    expect(rows[3]?.[9]).toBe('POUPANCA');
  });

  it('add up what was spent and received in each month of UTC', async () => {
    const { rows } = await ask('spend-by-kind-and-month');

    expect(numbersFrom(rows, 3)).toEqual([
      ['2026-09-01', 'Supermercado', 1, 100.5, 0],
      ['2026-09-01', 'Salário', 1, 0, 2500],
      ['2026-10-01', 'Supermercado', 1, 9.99, 0],
      ['2026-10-01', 'Saque', 1, 0.01, 0],
      ['2026-11-01', 'Depósito', 1, 0, 50],
    ]);
  });

  it('tell cards that are used, dormant and new, as seen from the newest movement', async () => {
    const { rows } = await ask('dormant-cards');

    expect(numbersFrom(rows, 1)).toEqual([
      ['CORRENTE', 2, 1, 1, 0, 0],
      ['POUPANCA', 1, 0, 0, 1, 0],
    ]);
  });

  it('count members in the black and in the red, and those without movements as neither', async () => {
    const { rows } = await ask('members-by-age-and-balance');

    expect(numbersFrom(rows, 1)).toEqual([
      ['18-24', 1, 1, 0, 2550, 110.5, 2439.5],
      ['25-34', 1, 0, 0, 0, 0, 0],
      ['65+', 1, 0, 0, 0, 0, 0],
    ]);
  });

  it('find no broken reference in a sound lake', async () => {
    const { rows } = await ask('broken-references');

    expect(numbersFrom(rows, 1)).toEqual([
      ['cartao.id_associado', 3, 0, 0],
      ['cartao.id_conta', 3, 0, 0],
      ['conta.id_associado', 4, 0, 0],
      ['movimento.id_cartao', 5, 0, 0],
    ]);
  });

  it('find every broken reference, and every row older than its parent', async () => {
    const { associado = {}, conta = {}, cartao = {}, movimento = {} } = cooperativeRows;
    const { rows } = await ask('broken-references', {
      associado,
      conta: { ...conta, id_associado: [1, 9, 2, 9] },
      cartao: { ...cartao, data_criacao: [0, 0, Date.parse('2026-11-15')] },
      movimento: { ...movimento, id_cartao: [21, 23, 99, 23, 23] },
    });

    expect(numbersFrom(rows, 1)).toEqual([
      ['cartao.id_associado', 3, 0, 0],
      ['cartao.id_conta', 3, 0, 2],
      ['conta.id_associado', 4, 2, 0],
      ['movimento.id_cartao', 5, 1, 2],
    ]);
  });
});

async function ask(
  name: string,
  batches: Readonly<Record<string, Batch>> = cooperativeRows,
): Promise<QueryResult> {
  const tables = await landedCooperative(await temporaryFolder(), batches);
  const engine = duckDbEngine(tablesOf(...tables));
  try {
    const query = findSavedQuery(await readSavedQueries('queries'), name);
    return await collect(await engine.query(query));
  } finally {
    await engine.close();
  }
}

/** Decimals and large integers may come as text. */
function numbersFrom(rows: QueryResult['rows'], first: number): unknown[][] {
  return rows.map((row) =>
    row.map((value, column) =>
      column < first || Number.isNaN(Number(value)) ? value : Number(value),
    ),
  );
}
