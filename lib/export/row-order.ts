/** Parts of a statement that let DuckDB return rows in another order each time. */
const SHUFFLING = new Set(['SUBQUERY', 'WINDOW', 'DISTINCT_MODIFIER']);

/**
 * Whether a statement returns its rows in one order only: that of its ORDER BY, or that of the one table it
 * reads. Groups, joins, windows and DISTINCT are computed by several threads, in any order.
 *
 * @param tree what `json_serialize_sql` returns for the text of one SELECT, parsed
 * @param options whether it reads a view, which may do all that. Default: `false`
 */
export function hasOrder(
  tree: unknown,
  { readsView = false }: { readonly readsView?: boolean } = {},
): boolean {
  const statements = at(tree, 'statements');
  const node = at(Array.isArray(statements) ? statements[0] : undefined, 'node');
  const modifiers = listAt(node, 'modifiers');
  if (modifiers.some((modifier) => at(modifier, 'type') === 'ORDER_MODIFIER')) return true;
  return (
    !readsView &&
    at(node, 'type') === 'SELECT_NODE' &&
    at(at(node, 'from_table'), 'type') === 'BASE_TABLE' &&
    listAt(at(node, 'cte_map'), 'map').length === 0 &&
    listAt(node, 'group_sets').length === 0 &&
    // GROUP BY ALL has no groups in the tree.
    at(node, 'aggregate_handling') === 'STANDARD_HANDLING' &&
    [at(node, 'sample'), at(at(node, 'from_table'), 'sample')].every((sample) => sample === null) &&
    !isShuffled(node)
  );
}

function isShuffled(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(isShuffled);
  if (typeof node !== 'object' || node === null) return false;
  if ([at(node, 'class'), at(node, 'type')].some((kind) => SHUFFLING.has(String(kind))))
    return true;
  return Object.values(node).some(isShuffled);
}

function listAt(node: unknown, field: string): readonly unknown[] {
  const list = at(node, field);
  return Array.isArray(list) ? list : [];
}

function at(node: unknown, field: string): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, field) : undefined;
}
