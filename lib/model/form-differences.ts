/**
 * How the form of a table differs from the declared one, in words; empty where it does not. Both have a
 * description of each part, by what the part is called: `column id` is `bigint NOT NULL`. The order of the
 * parts does not count.
 *
 * @example
 * differencesBetween(new Map([['column a', 'bigint']]), new Map([['column a', 'text'], ['column b', 'text']])) // => ['column a is text in place of bigint', 'a further column b']
 */
export function differencesBetween(
  declared: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, string>,
): readonly string[] {
  const changed = [...declared].flatMap(([part, wanted]) => {
    const found = there.get(part);
    if (found === wanted) return [];
    return [found === undefined ? `no ${part}` : `${part} is ${found} in place of ${wanted}`];
  });
  const added = [...there.keys()].filter((part) => !declared.has(part));
  return [...changed, ...added.map((part) => `a further ${part}`)];
}
