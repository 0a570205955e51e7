import type { DataHackersEpisode } from '../../lib/tables/data-hackers-episodes.ts';
import type { Snapshots } from './landed-podcasts.ts';

/** A row of a result, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** Whether a text has "Grupo Boticário", by the rules of Unicode instead of a list of letters. */
export function mentionsBoticario(text: string): boolean {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.includes('grupo boticario');
}

/** The columns of the four counts. */
export function countsOf(dt: string, episodes: readonly DataHackersEpisode[]): Row {
  const inName = episodes.filter(({ name }) => mentionsBoticario(name));
  const inDescription = episodes.filter(({ description }) => mentionsBoticario(description));
  return {
    dt,
    episodes: episodes.length,
    in_name: inName.length,
    in_description: inDescription.length,
    in_either: new Set([...inName, ...inDescription]).size,
  };
}

/** What is new, gone and changed from each day that is there to the next one. */
export function changesOf<Item extends Row & { readonly id: string; readonly name: string }>(
  days: Snapshots<Item>,
): Row[] {
  const inOrder = Object.entries(days)
    .filter(([, rows]) => rows.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const changes = inOrder.slice(1).flatMap(([dt, later], index): Row[] => {
    const [compared_with = '', earlier = []] = inOrder[index] ?? [];
    const before = new Map(earlier.map((row) => [row.id, row]));
    const after = new Set(later.map(({ id }) => id));
    const gone = earlier.filter(({ id }) => !after.has(id));
    return [
      ...gone.map((row) => lineOf('gone', '', row)),
      ...later.map((row) => {
        const old = before.get(row.id);
        if (old === undefined) return lineOf('new', '', row);
        const columns = Object.keys(row).filter((name) => row[name] !== old[name]);
        return lineOf('changed', columns.join(', '), row);
      }),
    ].map((line) => ({ dt, compared_with, ...line }));
  });
  return changes
    .filter(({ change, columns_changed }) => change !== 'changed' || columns_changed !== '')
    .sort((a, b) => orderOf(a, b));
}

function lineOf(change: string, columns_changed: string, { id, name }: Row): Row {
  return { change, columns_changed, id, name };
}

/** The newest day first, then by kind of change, name and id, as UTF-8 orders them. */
function orderOf(a: Row, b: Row): number {
  if (a.dt !== b.dt) return String(a.dt) < String(b.dt) ? 1 : -1;
  const keys = [a, b].map((row) =>
    Buffer.from([row.change, row.name, row.id].map(String).join('\0')),
  );
  return Buffer.compare(keys[0] ?? Buffer.alloc(0), keys[1] ?? Buffer.alloc(0));
}
