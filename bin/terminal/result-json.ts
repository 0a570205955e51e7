import type { QueryRow, QueryValue } from '../../lib/engines/engine.ts';
import { toJson } from './json.ts';

const INDENT = '  ';

/** Writes rows as one JSON array of objects, part by part. The parts must be used in order. */
export class JsonRows {
  readonly #names: readonly string[];
  #isFirst = true;

  /** @param columns their names; one that occurs again gets a number: `id`, `id_1` */
  constructor(columns: readonly string[]) {
    this.#names = uniqueNames(columns);
  }

  /** The text of some rows, and of the beginning of the array if they are the first ones. */
  add(rows: readonly QueryRow[]): string {
    return rows.map((row) => this.#object(row)).join('');
  }

  /** The text of the end of the array. */
  end(): string {
    return this.#isFirst ? '[]\n' : '\n]\n';
  }

  #object(row: QueryRow): string {
    const value = Object.fromEntries(
      this.#names.map((name, position): [string, QueryValue] => [name, row[position] ?? null]),
    );
    const text = toJson(value, { indent: INDENT.length }).trimEnd();
    const before = this.#isFirst ? '[\n' : ',\n';
    this.#isFirst = false;
    return `${before}${text.replace(/^/gm, INDENT)}`;
  }
}

/** Two values under one name would be one in an object. */
function uniqueNames(columns: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column;
    for (let number = 1; taken.has(name); number += 1) name = `${column}_${number}`;
    taken.add(name);
    return name;
  });
}
