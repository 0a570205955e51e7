import type { Column, Table } from '../../lib/model/table.ts';
import { counted } from './numbers.ts';

/** A table, and how many rows it has. */
export interface CountedTable {
  readonly table: Table;
  readonly rows: number;
}

/** How a picture is drawn. */
export interface PictureOptions {
  /** Columns of the terminal. */
  readonly width: number;
}

/** Columns of the terminal between two boxes. */
const GAP = '  ';

/**
 * Draws tables as boxes that name their columns and keys, next to each other as far as they fit.
 *
 * @param tables a table that others refer to comes before them
 */
export function drawSchema(tables: readonly CountedTable[], { width }: PictureOptions): string {
  return tables
    .map(drawBox)
    .reduce<(readonly Box[])[]>((lines, box) => addTo(lines, box, width), [])
    .map(drawNextToEachOther)
    .join('\n');
}

/** The lines of one table, all of the same width. */
type Box = readonly string[];

function drawBox({ table, rows }: CountedTable): Box {
  const cells = table.columns.map((column) => [column.name, typeOf(column), keyOf(table, column)]);
  const widths = [0, 1, 2].map((cell) => Math.max(...cells.map((line) => line[cell]?.length ?? 0)));
  const lines = cells.map((line) =>
    line.map((text, cell) => text.padEnd(widths[cell] ?? 0)).join('  '),
  );
  const count = counted(rows, 'row');
  const inner = Math.max(lines[0]?.length ?? 0, table.name.length + count.length + 3) + 2;
  const rule = '─'.repeat(inner - table.name.length - count.length - 4);
  return [
    `┌ ${table.name} ${rule} ${count} ┐`,
    ...lines.map((line) => `│ ${line.padEnd(inner - 2)} │`),
    `└${'─'.repeat(inner)}┘`,
  ];
}

function typeOf({ type, precision, scale }: Column): string {
  return precision === undefined ? type : `${type}(${precision},${scale})`;
}

function keyOf({ primaryKey, unique = [], references = [] }: Table, { name }: Column): string {
  if (name === primaryKey) return 'key';
  const reference = references.find(({ column }) => column === name);
  if (reference !== undefined) return `→ ${reference.table}`;
  return unique.includes(name) ? 'unique' : '';
}

/** Puts a box behind the last one, or on a line of its own where it does not fit. */
function addTo(lines: readonly (readonly Box[])[], box: Box, width: number): (readonly Box[])[] {
  const last = lines.at(-1);
  const taken = (last ?? []).reduce((sum, each) => sum + widthOf(each) + GAP.length, 0);
  return last === undefined || taken + widthOf(box) > width
    ? [...lines, [box]]
    : [...lines.slice(0, -1), [...last, box]];
}

function drawNextToEachOther(boxes: readonly Box[]): string {
  const height = Math.max(...boxes.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    boxes
      .map((box) => box[line] ?? ' '.repeat(widthOf(box)))
      .join(GAP)
      .trimEnd(),
  ).join('\n');
}

function widthOf([line = '']: Box): number {
  return line.length;
}
