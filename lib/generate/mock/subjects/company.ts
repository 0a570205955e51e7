import { CNPJ_ROOTS } from '../../../brazil/cnpj.ts';
import { surnameRows } from '../../../brazil/surnames.ts';
import { columnOf, numberColumn } from '../content/columns.ts';
import type { Draws, DrawsOf } from '../rows/draws.ts';
import { perRowSet } from '../rows/per-row-set.ts';
import type { RowSet } from '../rows/row-set.ts';

/** The companies that the rows of a table are about. */
export interface Company {
  /** Roots of CNPJs, from 1. */
  roots(rows: RowSet): Float64Array;
  /** `Andrade & Moura Alimentos`. */
  readonly tradeNames: (rows: RowSet) => readonly string[];
  /** `Andrade & Moura Alimentos Ltda`. */
  readonly legalNames: (rows: RowSet) => readonly string[];
}

const SECTORS: readonly string[] = [
  'Comércio',
  'Alimentos',
  'Transportes',
  'Engenharia',
  'Consultoria',
  'Tecnologia',
  'Materiais de Construção',
  'Confecções',
  'Móveis',
  'Distribuidora',
  'Serviços',
  'Farmácia',
  'Papelaria',
  'Autopeças',
  'Agropecuária',
  'Embalagens',
];

const FORMS: readonly string[] = ['Ltda', 'Ltda', 'Ltda', 'S.A.', 'EIRELI', 'ME'];

const surnames = surnameRows.map(([name]) => name);

/** Companies named after two families and what they do. */
export function companyOf(draws: DrawsOf): Company {
  const ofRoot = draws('cnpj');
  const [first, second] = [draws('first-family'), draws('second-family')];
  const [sector, form] = [draws('sector'), draws('legal-form')];
  const tradeNames = perRowSet((rows) => {
    const ones = wordsOf(surnames, first, rows);
    const others = wordsOf(surnames, second, rows);
    return wordsOf(SECTORS, sector, rows).map((activity, row) => {
      const [one, other] = [ones[row], others[row]];
      return one === other ? `${one} ${activity}` : `${one} & ${other} ${activity}`;
    });
  });
  return {
    roots: (rows) => numberColumn(ofRoot.below(rows, CNPJ_ROOTS), (root) => root + 1),
    tradeNames,
    legalNames: perRowSet((rows) => {
      const forms = wordsOf(FORMS, form, rows);
      return tradeNames(rows).map((name, row) => `${name} ${forms[row]}`);
    }),
  };
}

function wordsOf(list: readonly string[], draws: Draws, rows: RowSet): string[] {
  return columnOf(draws.below(rows, list.length), (place) => list[place] as string);
}
