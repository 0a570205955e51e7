import { sha256 } from '../../lake/sha256.ts';

/** What a load is, apart from its rows. */
export interface LoadIdentity {
  readonly project: string;
  readonly dataset: string;
  readonly table: string;
  /** When BigQuery created the table: a table that was created again has lost its rows. */
  readonly created: string;
  /** What a person recognizes the load by: a period, or the start of the rows' origin. */
  readonly label: string;
  /** What decides the rows: digests of objects, or their origin. */
  readonly rows: string;
}

/** Characters of the table's name in an id, which has room for 1,024. */
const MOST_NAME = 200;

const DIGITS = 20;

/**
 * The id of the job that loads some rows: the same for every process that loads them, and different for any other load
 * of the project. Failed jobs keep their ids, so the attempts are numbered.
 *
 * @param attempt from 1
 * @example
 * loadJobId({ project: 'p', dataset: 'd', table: 'my table', created: '0', label: '2026-11-20T13', rows: '' }, 1) // => 'hourlake_my-table_2026-11-20T13_b7064bcecb48293dca89_1'
 */
export function loadJobId(
  { project, dataset, table, created, label, rows }: LoadIdentity,
  attempt: number,
): string {
  const facts = JSON.stringify([project, dataset, table, created, label, rows]);
  const digest = sha256(new TextEncoder().encode(facts)).slice(0, DIGITS);
  return ['hourlake', plain(table), plain(label), digest, attempt].join('_');
}

/** Letters, digits and dashes; names that become the same have other digests. */
function plain(text: string): string {
  return text.slice(0, MOST_NAME).replace(/[^A-Za-z0-9_-]/g, '-');
}
