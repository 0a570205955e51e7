import type { LandedTable } from '../../lib/catalog/local-catalog.ts';
import type { Batch } from '../../lib/model/batch.ts';
import type { Table } from '../../lib/model/table.ts';
import { bankAccounts } from '../../lib/tables/bank-accounts.ts';
import { cards } from '../../lib/tables/cards.ts';
import { members } from '../../lib/tables/members.ts';
import { movements } from '../../lib/tables/movements.ts';
import { landed } from './landed-events.ts';

/** The tables of the cooperative, each after those that it refers to. */
export const cooperativeTables: readonly Table[] = [members, bankAccounts, cards, movements];

/**
 * A small cooperative, by table: Ana has two accounts and two cards, Bento has an account and a card,
 * and Cecília has an account without a card. Amounts are in centavos.
 */
export const cooperativeRows: Readonly<Record<string, Batch>> = {
  associado: {
    id: [1, 2, 3],
    nome: ['Ana', 'Bento', 'Cecília'],
    sobrenome: ['da Silva', 'Souza', 'Lima Rocha'],
    idade: [24, 25, 70],
    email: ['ana@example.com', 'bento@example.com', 'cecilia@example.com'],
  },
  conta: {
    id: [11, 12, 13, 14],
    tipo: ['CORRENTE', 'POUPANCA', 'CORRENTE', 'CORRENTE'],
    data_criacao: times('2026-09-01T12:00:00', '2026-09-02T12:00:00.5', '2026-09-03', '2026-09-04'),
    id_associado: [1, 1, 2, 3],
  },
  cartao: {
    id: [21, 22, 23],
    num_cartao: ['9999000000000018', '9999000000000026', '9999000000000034'],
    nom_impresso: ['ANA DA SILVA', 'ANA DA SILVA', 'BENTO SOUZA'],
    data_criacao: times('2026-09-10', '2026-09-11', '2026-11-15'),
    id_conta: [11, 12, 13],
    id_associado: [1, 1, 2],
  },
  movimento: {
    id: [31, 32, 33, 34, 35],
    vlr_transacao: [-10_050, 250_000, -999, -1, 5_000],
    des_transacao: ['Supermercado', 'Salário', 'Supermercado', 'Saque', 'Depósito'],
    data_movimento: times(
      '2026-09-12T08:30:00.25',
      '2026-09-30T23:59:59.999',
      '2026-10-01T00:00:00',
      '2026-10-05T10:00:00.1',
      '2026-11-20T13:00:00',
    ),
    id_cartao: [21, 21, 21, 22, 21],
  },
};

/** Writes a file of each table below a folder, all with these rows. */
export function landedCooperative(
  folder: string,
  rows: Readonly<Record<string, Batch>> = cooperativeRows,
): Promise<LandedTable[]> {
  return Promise.all(
    cooperativeTables.map((table) => {
      const batch = rows[table.name];
      const periods = batch === undefined ? {} : { '2026-11-20T13': batch };
      return landed(`${folder}/${table.name}`, periods, table);
    }),
  );
}

function times(...texts: readonly string[]): number[] {
  return texts.map((text) => Date.parse(text.includes('T') ? `${text}Z` : text));
}
