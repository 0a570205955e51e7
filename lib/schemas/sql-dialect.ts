import type { Dialect } from './type-names.ts';

/** A dialect that a file of SQL can be written in. */
export type SqlDialect = Extract<Dialect, 'bigquery' | 'postgres' | 'mysql' | 'hive'>;

/** Words that one dialect alone has. The first that is found decides. */
const CLUES: readonly (readonly [SqlDialect, RegExp])[] = [
  ['mysql', /\bAUTO_INCREMENT\b|\bENGINE\s*=|\bZEROFILL\b|\b(UNIQUE|FULLTEXT|SPATIAL) KEY\b/i],
  [
    'hive',
    /\bEXTERNAL\s+TABLE\b|\bPARTITIONED\s+BY\b|\bTBLPROPERTIES\b|\bSTORED\s+AS\b|\b(struct|map)\s*<\s*[`\w]+\s*[:,]/i,
  ],
  [
    'bigquery',
    /\b(INT64|FLOAT64|BIGNUMERIC|BYTES)\b|\bSTRING\b|\bOPTIONS\s*\(|\bNOT\s+ENFORCED\b|\b(STRUCT|ARRAY)\s*</i,
  ],
];

/** In quotes a clue is a value, or a name. */
const QUOTED = /'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*"|--[^\n]*/g;

/**
 * The dialect of a file of SQL, told by words that no other one has. PostgreSQL's where there are none.
 *
 * @example
 * sqlDialect('CREATE TABLE a (b INT64)') // => 'bigquery'
 * sqlDialect('CREATE TABLE a (b int)') // => 'postgres'
 */
export function sqlDialect(sql: string): SqlDialect {
  const bare = sql.replace(QUOTED, ' ');
  const found = CLUES.find(([, clue]) => clue.test(bare))?.[0];
  // PostgreSQL has no names in backticks, and BigQuery was recognized by its types.
  return found ?? (bare.includes('`') ? 'mysql' : 'postgres');
}
