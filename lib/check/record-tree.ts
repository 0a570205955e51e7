import type { Contract } from '../contract/contract.ts';
import { columnFinder } from '../contract/find-column.ts';

/** A value within a record of the outside that the columns of a contract are read from. */
export interface RecordNode {
  /** From the record, with dots between names: `details.distro`. */
  readonly path: string;
  /** Index of the column that has the value; -1 when only values within it are columns. */
  column: number;
  /** Values within it, by their names. */
  readonly members: Map<string, RecordNode>;
}

/** Where a record of the outside has the columns of a contract. */
export interface RecordTree {
  /** The values on the paths to columns that lie deeper. */
  readonly root: RecordNode;
  /** Finds the column of a member of the record itself; -1 when it has none. */
  readonly columnOf: (name: string) => number;
  /** For each column: its name, or its path where it lies deeper. How faults name it. */
  readonly fields: readonly string[];
  /** Indexes of the columns that are members of the record itself. */
  readonly direct: readonly number[];
}

/**
 * Puts the paths of the columns of a contract together.
 *
 * @param paths of the columns that lie deeper, by column
 * @example
 * const contract = openContract({ name: 't', description: '', columns: [{ name: 'id', type: 'string' }, { name: 'city', type: 'string' }] })
 * recordTree(contract, { city: 'address.city' }).fields // => ['id', 'address.city']
 */
export function recordTree(
  contract: Contract,
  paths: Readonly<Record<string, string>>,
): RecordTree {
  const find = columnFinder(contract);
  const root = newNode('');
  const fields = contract.columns.map(({ column }) => column.name);
  const deeper = new Set<number>();
  for (const [name, path] of Object.entries(paths)) {
    const column = find(name);
    if (column < 0) continue;
    nodeAt(root, path).column = column;
    fields[column] = path;
    deeper.add(column);
  }
  return {
    root,
    fields,
    columnOf(name) {
      const column = find(name);
      return deeper.has(column) ? -1 : column;
    },
    direct: fields.flatMap((_, column) => (deeper.has(column) ? [] : [column])),
  };
}

/** The node at the end of a path; nodes on the way are made. */
function nodeAt(root: RecordNode, path: string): RecordNode {
  let node = root;
  for (const name of path.split('.')) {
    const next =
      node.members.get(name) ?? newNode(node.path === '' ? name : `${node.path}.${name}`);
    node.members.set(name, next);
    node = next;
  }
  return node;
}

function newNode(path: string): RecordNode {
  return { path, column: -1, members: new Map() };
}
