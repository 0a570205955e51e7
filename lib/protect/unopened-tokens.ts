import type { Table } from '../model/table.ts';
import { readParquet } from '../parquet/read-parquet.ts';
import { parseColumnRules, protectedName } from './column-rules.ts';
import { sivOf } from './protect-values.ts';
import { parseToken } from './token.ts';

/** What is looked for tokens. */
export interface UnopenedTokensOptions {
  /** The protected table of the object. */
  readonly table: Table;
  /** Rules as `parseColumnRules` reads them. */
  readonly rules: string;
  /** The key of the lake, 64 bytes. */
  readonly key: Uint8Array;
}

/**
 * Counts the tokens of an object that do not open with a key, in words: `3 of 600 tokens in
 * cpf_protegido do not open with this key`; `undefined` when all open.
 *
 * @throws ParquetError when the bytes are not a Parquet file with the columns of the table.
 */
export async function unopenedTokens(
  bytes: Uint8Array,
  { table, rules, key }: UnopenedTokensOptions,
): Promise<string | undefined> {
  const found: string[] = [];
  for (const rule of parseColumnRules(rules) ?? []) {
    if (rule.method !== 'siv') continue;
    const name = protectedName(rule.column);
    const siv = sivOf(key, rule.domain);
    const columns = table.columns.filter((column) => column.name === name);
    let [tokens, unopened] = [0, 0];
    for await (const batch of readParquet(bytes, { name: `the ${table.name}`, columns })) {
      for (const text of Array.from(batch[name] ?? [])) {
        if (text === null) continue;
        tokens += 1;
        const token = parseToken(String(text));
        if (token === undefined || siv.open(token.bytes) === undefined) unopened += 1;
      }
    }
    if (unopened > 0) {
      found.push(`${unopened} of ${tokens} tokens in ${name} do not open with this key`);
    }
  }
  return found.length === 0 ? undefined : found.join(', ');
}
