import pMap from 'p-map';
import { HourlakeError } from '../errors.ts';
import { objectOf } from '../lake/object.ts';
import { inThisThread } from '../land/land-hour.ts';
import type { AlreadyThereReceipt } from '../land/receipt.ts';
import type { HourMaker } from '../land/threads/hour-maker.ts';
import type { Hour } from '../model/hour.ts';
import type { Source } from '../model/source.ts';
import type { Store } from '../stores/store.ts';
import type { ObjectFinding } from './finding.ts';

/** The object of an hour gave way to the one of the generator. */
export interface ReplacedReceipt {
  readonly hour: Hour;
  readonly key: string;
  readonly status: 'replaced';
  readonly rows: number;
  readonly bytes: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the bytes that were there before. */
  readonly before: string;
}

/** What happened to an hour that was to be replaced: another process may have been first. */
export type ReplaceReceipt = ReplacedReceipt | AlreadyThereReceipt;

/** How replacing goes about it. */
export interface ReplaceOptions {
  /** Hours in flight at once. Default: 4. */
  readonly concurrency?: number;
  /** Opens what makes the files of so many hours; closed at the end. Default: this thread makes them. */
  readonly openMaker?: (hours: number) => HourMaker;
  /** Ends early: hours not begun stay as they are. */
  readonly signal?: AbortSignal;
  /** Told of each hour that is as it should be now. */
  readonly onReceipt?: (receipt: ReplaceReceipt) => void;
}

/** Why an hour is left that was not begun. */
export const ENDED = 'The repair was told to end before. Run it again.';

const NOT_READ =
  'Its bytes were not read to their end. Examine it without --quick; what is longer than 1 GiB, move away.';

/**
 * Makes the hours of objects anew, and lands each over the very bytes that were examined.
 *
 * @returns receipts, oldest first, and why what is left was not replaced
 */
export async function replaceObjects(
  { source, store }: { source: Source; store: Store },
  findings: readonly ObjectFinding[],
  {
    concurrency = 4,
    openMaker = () => inThisThread(source),
    signal,
    onReceipt,
  }: ReplaceOptions = {},
): Promise<{ receipts: ReplaceReceipt[]; left: [ObjectFinding, string][] }> {
  const receipts: ReplaceReceipt[] = [];
  const left: [ObjectFinding, string][] = [];
  const maker = openMaker(findings.length);
  await pMap(
    findings,
    async (finding) => {
      const { hour, key, sha256: before } = finding;
      if (signal?.aborted || before === undefined) {
        left.push([finding, before === undefined ? NOT_READ : ENDED]);
        return;
      }
      try {
        const { bytes, rows, sha256 } = await maker.make(hour);
        const outcome = await store.replace(key, objectOf(bytes, sha256), before);
        const facts = { hour, key, rows, bytes: bytes.length, sha256 };
        const receipt: ReplaceReceipt =
          outcome === 'replaced'
            ? { ...facts, status: 'replaced', before }
            : { ...facts, status: 'already-there' };
        receipts.push(receipt);
        onReceipt?.(receipt);
      } catch (error) {
        if (!(error instanceof HourlakeError)) throw error;
        left.push([finding, error.message]);
      }
    },
    { concurrency },
  ).finally(() => maker.close());
  return { receipts: receipts.sort((a, b) => (a.hour < b.hour ? -1 : 1)), left };
}
