import type { RowSet } from './row-set.ts';

/**
 * Keeps what was made for a set of rows, so that the columns of these rows share it: the names of
 * people, which a full name, a given name and an e-mail are made of.
 */
export function perRowSet<Made extends object>(
  make: (rows: RowSet) => Made,
): (rows: RowSet) => Made {
  const known = new WeakMap<RowSet, Made>();
  return (rows) => {
    const before = known.get(rows);
    if (before !== undefined) return before;
    const made = make(rows);
    known.set(rows, made);
    return made;
  };
}
