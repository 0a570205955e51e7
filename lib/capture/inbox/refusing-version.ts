import { sha256 } from '../../lake/sha256.ts';
import type { SourceSpec } from '../../model/job.ts';
import type { Source } from '../../model/source.ts';

const encoder = new TextEncoder();

/**
 * The version of what refuses files, as notes have it. It changes with the code, and with everything that
 * a job says about its files. The facts of a source leave out what changes no row, such as the ceiling of
 * a contract, which still decides whether a file is refused.
 *
 * @param code version of the package
 * @example
 * refusingVersion('0.1.0', { kind: 'captured-sheet', data: { ceiling: 10 } }, { generator: 'captured-sheet/1' }) // => '0.1.0 captured-sheet/1 d07f99ab0bf8'
 */
export function refusingVersion(
  code: string,
  { data = null }: SourceSpec,
  facts: Source['facts'],
): string {
  const digest = sha256(encoder.encode(JSON.stringify(data))).slice(0, 12);
  return [code, ...Object.values(facts), digest].join(' ');
}
