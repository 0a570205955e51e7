import { sha256 } from '../lib/lake/sha256.ts';
import { periodFile } from '../lib/land/land-period.ts';
import type { PeriodFile } from '../lib/land/threads/period-maker.ts';
import type { Period } from '../lib/model/period.ts';
import type { InputObject, Source } from '../lib/model/source.ts';
import type { Table } from '../lib/model/table.ts';

/** An input object of a period, with its bytes. */
export interface InputBytes extends InputObject {
  readonly bytes: Uint8Array;
}

/** The file of a period, in memory. */
export interface MadeFile extends PeriodFile {
  readonly body: Uint8Array;
}

/**
 * Files by source, period and inputs. The bytes of a period are a pure function of these, as other
 * tests show. Here each file is made once and reused in all worlds.
 */
const made = new Map<string, MadeFile>();

/**
 * Returns the file of a period, and makes it if necessary.
 *
 * @param inputs all input objects of the period
 */
export async function fileOf(
  source: Source,
  period: Period,
  inputs: readonly InputBytes[],
): Promise<MadeFile> {
  const name = nameOf(
    source,
    period,
    inputs.map(({ bytes }) => sha256(bytes)),
  );
  const known = made.get(name);
  if (known !== undefined) return known;
  const { body, ...digest } = await periodFile(source, period, async (wanted) => {
    const input = inputs.find(
      (one) => one.job === wanted.job && one.period === wanted.period && one.part === wanted.part,
    );
    if (input === undefined) throw new TypeError(`${wanted.period} is not an input of ${period}`);
    return input.bytes;
  });
  if (!(body instanceof Uint8Array)) throw new TypeError(`${period} is not in memory`);
  const file = { ...digest, body };
  made.set(name, file);
  return file;
}

/**
 * Returns the file of a period, if it has been made.
 *
 * @param digests SHA-256 of its input objects, in their order
 */
export function madeFile(
  source: Source,
  period: Period,
  digests: readonly string[],
): MadeFile | undefined {
  return made.get(nameOf(source, period, digests));
}

/** Forgets the files of some tables: those of captures, which no other world has. */
export function forgetFiles(tables: readonly Pick<Table, 'name'>[]): void {
  const prefixes = tables.map(({ name }) => `${name} `);
  for (const name of made.keys()) {
    if (prefixes.some((prefix) => name.startsWith(prefix))) made.delete(name);
  }
}

/** Returns all files made so far. */
export function madeFiles(): readonly MadeFile[] {
  return [...made.values()];
}

function nameOf(source: Source, period: Period, digests: readonly string[]): string {
  const facts = Object.values(source.facts);
  // 24 digests would take more memory than the file of a day.
  const inputs = digests.length === 0 ? [] : [sha256(Buffer.from(digests.join(' ')))];
  return [source.table.name, period, ...facts, ...inputs].join(' ');
}
