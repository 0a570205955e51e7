import type { DataTest } from './properties.ts';

/** A saved query that dbt makes a table of. */
export interface MaterializedQuery {
  /** Name of the saved query, in kebab-case. */
  readonly query: string;
  /** What its columns mean, in their order, and tests of them. */
  readonly columns: Readonly<
    Record<string, { readonly description: string; readonly data_tests?: readonly DataTest[] }>
  >;
  /** Tests of the whole table. Default: none. */
  readonly tests?: readonly DataTest[];
}

const ano = required('Year of the sale');
const mes = {
  description: 'Month of the sale, 1 to 12',
  data_tests: ['not_null', between(1, 12)],
};
const sumOfUnits = {
  description: 'Units sold, equal sales counted once',
  data_tests: ['not_null', between(1)],
};
const idMarca = required('Id of the brand');
const marca = required('Name of the brand');
const idLinha = required('Id of the product line');
const linha = required('Name of the product line');

/** Saved queries that models of dbt's own are made from: they are macros. */
export const queriesAsMacros: readonly string[] = ['age-pyramid', 'pypi-daily-stats'];

/** All of them, in the order of their names. */
export const materializedQueries: readonly MaterializedQuery[] = [
  {
    query: 'bronze-accounts-by-state-and-day',
    columns: {
      dt: required('Day in UTC, as text: 2026-11-20'),
      uf: required('State, two letters'),
      accounts: { description: 'Accounts of the day in the state', data_tests: [between(1)] },
      share_pct: {
        description: 'Share of the state in the accounts of the day, in percent',
        data_tests: ['not_null', between(0, 100)],
      },
    },
    tests: [uniqueTogether('dt', 'uf'), sharesOf100('dt')],
  },
  {
    query: 'bronze-sign-ups-per-cpf',
    columns: {
      sign_ups: {
        description: 'How often a person signed up',
        data_tests: ['unique', 'not_null', between(1)],
      },
      people: { description: 'How many people signed up so often', data_tests: [between(1)] },
      accounts: { description: 'Accounts of these people', data_tests: [between(1)] },
    },
  },
  {
    query: 'con-ano-mes',
    columns: { ano, mes, sum_qtd_venda: sumOfUnits },
    tests: [uniqueTogether('ano', 'mes')],
  },
  {
    query: 'con-lin-ano-mes',
    columns: { id_linha: idLinha, linha, ano, mes, sum_qtd_venda: sumOfUnits },
    tests: [uniqueTogether('id_linha', 'linha', 'ano', 'mes')],
  },
  {
    query: 'con-mar-ano-mes',
    columns: { id_marca: idMarca, marca, ano, mes, sum_qtd_venda: sumOfUnits },
    tests: [uniqueTogether('id_marca', 'marca', 'ano', 'mes')],
  },
  {
    query: 'con-mar-lin',
    columns: { id_marca: idMarca, marca, id_linha: idLinha, linha, sum_qtd_venda: sumOfUnits },
    tests: [uniqueTogether('id_marca', 'marca', 'id_linha', 'linha')],
  },
  {
    query: 'movimento-flat',
    columns: {
      nome_associado: required('Given names of the member'),
      sobrenome_associado: required('Surnames of the member'),
      idade_associado: {
        description: 'Age of the member in years, on the day of joining',
        data_tests: ['not_null', between(18)],
      },
      vlr_transacao_movimento: required('Amount of the movement in reais'),
      des_transacao_movimento: required('What the movement was for'),
      data_movimento: required('When the movement was made (UTC)'),
      numero_cartao: required('Number of the card, sixteen digits in a range that no issuer has'),
      nome_impresso_cartao: required('Name of the member as printed on the card'),
      data_criacao_cartao: required('When the card was issued (UTC)'),
      tipo_conta: {
        description: 'CORRENTE (current account) or POUPANCA (savings account)',
        data_tests: [{ accepted_values: { arguments: { values: ['CORRENTE', 'POUPANCA'] } } }],
      },
      data_criacao_conta: required('When the account was opened (UTC)'),
    },
  },
];

function required(description: string) {
  return { description, data_tests: ['not_null'] };
}

function between(least: number, most?: number): DataTest {
  return { between: { arguments: { least, ...(most === undefined ? {} : { most }) } } };
}

function uniqueTogether(...columns: string[]): DataTest {
  return { unique_together: { arguments: { columns } } };
}

function sharesOf100(by: string): DataTest {
  return { shares_of_100: { arguments: { by } } };
}
