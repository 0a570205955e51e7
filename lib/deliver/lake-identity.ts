import { declarationIdentity } from '../lake/declaration.ts';
import { sha256 } from '../lake/sha256.ts';
import type { LakeJob } from '../land/lake-jobs.ts';

/** Hexadecimal digits: enough to tell the lakes of a database apart. */
const DIGITS = 16;

/**
 * What tells the rows of a job in a lake from those of other lakes, wherever the lake is: a digest of what
 * the lake declares of the job and of its inputs, whose settings decide its rows as well. The same after
 * the declaration is lost and derived from the files, and after the lake keeps its objects for other days.
 * So it has the beginning of the job only where its rows depend on that.
 *
 * @returns 16 hexadecimal digits; `''` where the lake does not have the job
 */
export function lakeIdentity({ declaration, source, inputs }: LakeJob): string {
  if (declaration === undefined) return '';
  const since = source.facts.since === undefined ? undefined : declaration.since;
  const parts = [declarationIdentity({ ...declaration, since }), ...inputs.map(lakeIdentity)];
  return sha256(new TextEncoder().encode(parts.join(' '))).slice(0, DIGITS);
}
