import pMap from 'p-map';
import { HourlakeError, ParquetError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import { differenceOf, storedFooter } from '../land/footer.ts';
import { inThisThread } from '../land/land-hour.ts';
import type { HourFile, HourMaker } from '../land/threads/hour-maker.ts';
import type { Hour } from '../model/period.ts';
import type { Source } from '../model/source.ts';
import type { Store } from '../stores/store.ts';
import { storedSha256 } from './stored-sha256.ts';

/** What verifying one hour found. */
export interface Verdict {
  readonly hour: Hour;
  readonly key: string;
  /** `identical`: the very bytes of the source. `corrupt`: no whole Parquet file. `different`: another one. */
  readonly status: 'identical' | 'different' | 'corrupt' | 'unreadable';
  /** Why it is not identical, as far as the file can tell. */
  readonly reason?: string;
  /** SHA-256 of the bytes that are there, in lower-case hexadecimal, if they could be read to their end. */
  readonly sha256?: string;
  /** What the footer of a different file says: who wrote it, such as `hourlake.generator`. */
  readonly footer?: Readonly<Record<string, string>>;
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

const SAME_FACTS =
  'same seed, generator version and settings, other bytes: the file was changed, or the generator was without a new version';

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
): Promise<Omit<Verdict, 'hour' | 'key'>> {
  let there: { readonly sha256?: string } = {};
  try {
    there = await storedSha256(store, key, file.bytes.length);
    if (there.sha256 === file.sha256) return { status: 'identical', ...there };
    const { metadata } = await storedFooter(store, key);
    const reason = differenceOf(source, hour, metadata) ?? SAME_FACTS;
    return { status: 'different', reason, ...there, footer: metadata };
  } catch (error) {
    if (!(error instanceof HourlakeError)) throw error;
    return error instanceof ParquetError
      ? { status: 'corrupt', reason: error.got, ...there }
      : { status: 'unreadable', reason: error.message };
  }
}
