import { sha256 } from '../lake/sha256.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Contract } from './contract.ts';

/** Raised whenever the same contract would accept other rows, or read them otherwise. */
const VERSION = 1;

const encoder = new TextEncoder();

/**
 * Tells contracts apart, for the footers of files: the start of the SHA-256 of the table's columns and what
 * is declared for them, 12 hexadecimal digits. The order in which options were written does not count, nor
 * does what decides only whether a capture fails: `faults`, `ceiling` and `unknown`.
 *
 * @example
 * contractDigest(openContract({ name: 't', description: '', columns: [] })).length // => 12
 */
export function contractDigest({ table, columns }: Contract): string {
  const described = columns.map(({ column, declared }) => {
    const { name, type, precision, scale, nullable = false } = column;
    return { name, type, precision, scale, nullable, declared };
  });
  const text = canonicalJson({ version: VERSION, table: table.name, columns: described });
  return sha256(encoder.encode(text)).slice(0, 12);
}
