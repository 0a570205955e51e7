import pMap from 'p-map';
import { HourlakeError, ParquetError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import { sha256 } from '../lake/sha256.ts';
import type { Hour } from '../model/hour.ts';
import { printable } from '../printable.ts';
import type { Source } from '../sources/source.ts';
import type { Store } from '../stores/store.ts';
import { factsOfHour, storedFooter } from './footer.ts';
import type { HourFile, HourMaker } from './hour-maker.ts';
import { inThisThread } from './land-hour.ts';

/** What verifying one hour found. */
export interface Verdict {
  readonly hour: Hour;
  readonly key: string;
  /** `identical`: the very bytes of the source. `corrupt`: no whole Parquet file. `different`: another one. */
  readonly status: 'identical' | 'different' | 'corrupt' | 'unreadable';
  /** Why it is not identical, as far as the file can tell. */
  readonly reason?: string;
}

/** Where to look, and at what. */
export interface VerifyInput {
  readonly source: Source;
  readonly store: Store;
  readonly prefix: string;
  /** Landed hours. */
  readonly hours: readonly Hour[];
}

/** How verifying goes about it. */
export interface VerifyOptions {
  /** Hours in flight at once. Default: 4. */
  readonly concurrency?: number;
  /** Opens what makes the files of so many hours; closed at the end. Default: this thread makes them. */
  readonly openMaker?: (hours: number) => HourMaker;
  /** Ends early: hours not begun have no verdict. */
  readonly signal?: AbortSignal;
  /** Told of each hour as it is done. */
  readonly onVerdict?: (verdict: Verdict) => void;
}

/**
 * Regenerates landed hours and compares their SHA-256 with what the store holds.
 *
 * @returns one verdict for each hour, oldest first
 * @throws WorkerError when a thread that makes hours dies: nothing can be said of its hour then.
 */
export async function verify(
  { source, store, prefix, hours }: VerifyInput,
  {
    concurrency = 4,
    openMaker = () => inThisThread(source),
    signal,
    onVerdict,
  }: VerifyOptions = {},
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const maker = openMaker(hours.length);
  await pMap(
    [...hours].sort(),
    async (hour) => {
      if (signal?.aborted) return;
      const key = objectKey(prefix, hour);
      const file = await maker.make(hour);
      const verdict = { hour, key, ...(await verdictOf(source, store, { hour, key, file })) };
      verdicts.push(verdict);
      onVerdict?.(verdict);
    },
    { concurrency },
  ).finally(() => maker.close());
  return verdicts.sort((a, b) => (a.hour < b.hour ? -1 : 1));
}

async function verdictOf(
  source: Source,
  store: Store,
  { hour, key, file }: { hour: Hour; key: string; file: HourFile },
): Promise<Pick<Verdict, 'status' | 'reason'>> {
  try {
    // One byte more than there should be: a file that somebody put there may be of any size.
    const there = await store.read(key, { offset: 0, length: file.bytes.length + 1 });
    if (sha256(there) === file.sha256) return { status: 'identical' };
    const { metadata } = await storedFooter(store, key);
    return { status: 'different', reason: differenceOf(source, hour, metadata) };
  } catch (error) {
    if (!(error instanceof HourlakeError)) throw error;
    const status = error instanceof ParquetError ? 'corrupt' : 'unreadable';
    return { status, reason: error.message };
  }
}

/** The first fact of the footer that the source sees otherwise. */
function differenceOf(
  source: Source,
  hour: Hour,
  metadata: Readonly<Record<string, string>>,
): string {
  for (const [name, value] of Object.entries(factsOfHour(source, hour))) {
    const got = metadata[name];
    if (got !== value)
      return `${name} is ${got === undefined ? 'missing' : printable(JSON.stringify(got))}, not "${value}"`;
  }
  return 'same seed, generator version and settings, other bytes: the file was changed, or the generator was without a new version';
}
