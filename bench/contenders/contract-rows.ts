import { rowChecker } from '../../lib/contract/check-rows.ts';
import { openContract } from '../../lib/contract/contract.ts';
import type { ColumnContract } from '../../lib/contract/contract-data.ts';
import type { RawRows, RawValue } from '../../lib/model/raw-rows.ts';
import type { Column, ColumnType, Table } from '../../lib/model/table.ts';

/** Rows that a reader of files gives at once. */
const PIECE = 4096;

/** Pieces that differ. They come again, so that their texts take little memory, as those just read do. */
const PIECES = 16;

/** Draws a number from 0 to `below` - 1. */
type Draw = (below: number) => number;

interface CheckedColumn {
  readonly type: ColumnType | `${ColumnType}?`;
  readonly declared?: ColumnContract;
  readonly value: (draw: Draw) => RawValue;
}

const brands = ['BOTICÁRIO', 'EUDORA', 'QUEM DISSE BERENICE', 'VULT', 'BELEZA NA WEB'];
const states = ['SP', 'RJ', 'MG'];
const comma = { reads: ['1.234,56'] };
const day = { reads: ['dd/mm/yyyy'] };

/** Twenty columns as spreadsheets and CSV have them. All values fit. */
const columns: readonly CheckedColumn[] = [
  { type: 'integer', declared: { min: 1, max: 5 }, value: (draw) => String(1 + draw(5)) },
  { type: 'integer', value: (draw) => draw(100_000) },
  { type: 'integer', value: (draw) => String(draw(1_000_000)) },
  { type: 'integer?', value: (draw) => (draw(10) === 0 ? '' : String(draw(1000))) },
  { type: 'integer', declared: { reads: ['1234.0'] }, value: (draw) => `${draw(50)}.0` },
  { type: 'decimal', declared: { ...comma, min: 0 }, value: money },
  { type: 'decimal', declared: comma, value: money },
  { type: 'decimal', value: (draw) => draw(1_000_000) / 100 },
  { type: 'decimal?', declared: comma, value: (draw) => (draw(10) === 0 ? null : money(draw)) },
  { type: 'date', declared: day, value: dayText },
  { type: 'date', declared: { reads: ['dd/mm/yyyy', 'serial'] }, value: dayText },
  { type: 'date?', declared: { ...day, min: '2010-01-01' }, value: dayText },
  { type: 'string', declared: { allowed: brands }, value: (draw) => ` ${oneOf(brands, draw)} ` },
  { type: 'string', declared: { allowed: states }, value: (draw) => oneOf(states, draw) },
  {
    type: 'string',
    declared: { pattern: '[A-Z]{2}-\\d{4}' },
    value: (draw) => `AB-${1000 + draw(9000)}`,
  },
  {
    type: 'string',
    declared: { pattern: '\\d{5}-\\d{3}', maxLength: 9 },
    value: (draw) => `${10_000 + draw(90_000)}-${100 + draw(900)}`,
  },
  { type: 'string', value: (draw) => `  cliente ${draw(1_000_000)} ` },
  { type: 'string?', value: (draw) => (draw(4) === 0 ? '' : `nota ${draw(1000)}`) },
  { type: 'boolean', declared: { reads: ['S/N'] }, value: (draw) => oneOf(['S', 'N'], draw) },
  {
    type: 'double',
    declared: { reads: ['1234,56'] },
    value: (draw) => `${draw(100)},${draw(9999)}`,
  },
];

/**
 * Prepares rows for a contract of twenty columns.
 *
 * @returns a function that checks them in pieces, and returns the number of rows that were accepted
 */
export function contractRows(rows: number): () => number {
  const names = columns.map((_, number) => `COLUNA_${number}`);
  const entries = columns.map(({ declared = {} }, number) => [names[number] ?? '', declared]);
  const contract = openContract(tableOf(names), { columns: Object.fromEntries(entries) });
  const pieces = Array.from({ length: PIECES }, (_, number) => piece(names, drawFrom(number + 1)));

  return () => {
    const check = rowChecker(contract);
    let accepted = 0;
    for (let first = 0; first < rows; first += PIECE) {
      const rowsOfPiece = pieces[(first / PIECE) % PIECES];
      if (rowsOfPiece === undefined) continue;
      const length = Math.min(PIECE, rows - first);
      accepted += check({ ...rowsOfPiece, length }).positions.length;
    }
    return accepted;
  };
}

function tableOf(names: readonly string[]): Table {
  const declared = columns.map(({ type }, number): Column => {
    const [name = '', isNullable] = [names[number], type.endsWith('?')];
    const bare = type.replace('?', '') as ColumnType;
    const digits = { precision: 12, scale: 2 };
    const described = { name, type: bare, description: '', example: '', statistics: false };
    return { ...described, ...digits, nullable: isNullable };
  });
  return { name: 'bench', description: '', columns: declared };
}

function piece(names: readonly string[], draw: Draw): RawRows {
  return {
    length: PIECE,
    names,
    columns: columns.map(({ value }) => Array.from({ length: PIECE }, () => value(draw))),
    positions: Array.from({ length: PIECE }, (_, row) => row + 2),
  };
}

/** A linear congruential generator (Numerical Recipes): the same rows in every run. */
function drawFrom(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

function money(draw: Draw): string {
  return `${1 + draw(9)}.${100 + draw(900)},${10 + draw(90)}`;
}

function dayText(draw: Draw): string {
  return `${10 + draw(19)}/0${1 + draw(9)}/${2010 + draw(15)}`;
}

function oneOf(words: readonly string[], draw: Draw): string {
  return words[draw(words.length)] ?? '';
}
