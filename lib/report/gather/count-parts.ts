import { sqlName } from '../../duckdb/sql-text.ts';
import type { QueryRow } from '../../engines/engine.ts';

/** A way to divide the rows of a table into groups that are counted. */
export interface Part {
  /** SQL of what rows of a group have in common. */
  readonly sql: string;
  /** Groups to return, those of most rows. Default: all. */
  readonly most?: number;
}

/** A group of a part. */
export interface Group {
  /** As text; `null` where the rows have no value. */
  readonly value: string | null;
  readonly rows: number;
}

/** The groups of a part, most rows first. */
export interface CountedPart {
  readonly groups: readonly Group[];
  /** How many groups there are, those that were not returned included. */
  readonly all: number;
}

/**
 * The statement that counts several parts of a table in one pass over it.
 *
 * @param parts at least one
 */
export function countStatement(table: string, parts: readonly Part[]): string {
  const names = parts.map((_, place) => `p${place}`);
  const picked = parts.map(({ sql }, place) => `${sql} AS p${place}`).join(', ');
  const chosen = (choose: (name: string, place: number) => string) =>
    `CASE ${names.map((name, place) => `WHEN grouping(${name}) = 0 THEN ${choose(name, place)}`).join(' ')} END`;
  const limits = parts.flatMap(({ most }, place) =>
    most === undefined ? [] : [`AND (part <> ${place} OR place <= ${most})`],
  );
  return `WITH picked AS (SELECT ${picked} FROM ${sqlName(table)}),
    counted AS (
      SELECT ${chosen((_, place) => String(place))} AS part,
        ${chosen((name) => `CAST(${name} AS varchar)`)} AS value, count(*) AS group_rows
      FROM picked GROUP BY GROUPING SETS (${names.map((name) => `(${name})`).join(', ')})
    ),
    ranked AS (
      SELECT part, value, group_rows, count(*) OVER (PARTITION BY part) AS group_count,
        row_number() OVER (PARTITION BY part ORDER BY group_rows DESC, value) AS place
      FROM counted
    )
    SELECT part, value, group_rows, group_count FROM ranked
    WHERE true ${limits.join(' ')} ORDER BY part, place`;
}

/** Reads what the {@link countStatement} of the same parts returns. */
export function countedParts(rows: readonly QueryRow[], parts: readonly Part[]): CountedPart[] {
  const counted = parts.map(() => ({ groups: [] as Group[], all: 0 }));
  for (const [part, value = null, count, all] of rows) {
    const found = counted[Number(part)];
    if (found === undefined) continue;
    found.groups.push({ value: value === null ? null : String(value), rows: Number(count) });
    found.all = Number(all);
  }
  return counted;
}
