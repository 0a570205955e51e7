import { comparableName } from './comparable-name.ts';
import type { Contract } from './contract.ts';

/** Most names in the cache: records that are maps may each have other names. */
const MOST_NAMES = 10_000;

/**
 * Prepares to find the column of a contract that a name of the outside belongs to.
 *
 * @returns called with a name. Gives the index of the column; -1 when there is none.
 * @example
 * columnFinder(openContract({ name: 't', description: '', columns: [{ name: 'data_venda', type: 'date' }] }))('Data da venda') // => -1
 * columnFinder(openContract({ name: 't', description: '', columns: [{ name: 'data_venda', type: 'date' }] }))('Data Venda') // => 0
 */
export function columnFinder({ columns }: Pick<Contract, 'columns'>): (name: string) => number {
  const found = new Map<string, number>();
  return (name) => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const comparable = comparableName(name);
    const column = columns.findIndex(({ names }) => names.includes(comparable));
    if (found.size < MOST_NAMES) found.set(name, column);
    return column;
  };
}
