import pMap from 'p-map';
import { HourlakeError } from '../errors.ts';
import type { LakeJob } from '../land/lake-jobs.ts';
import type { AlreadyThereReceipt } from '../land/receipt.ts';
import type { OpenMaker, PeriodMaker } from '../land/threads/period-maker.ts';
import type { Period } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import type { ObjectFinding } from './finding.ts';

/** The object of a period was replaced by the one that its source makes. */
export interface ReplacedReceipt {
  readonly period: Period;
  readonly key: string;
  readonly status: 'replaced';
  readonly rows: number;
  readonly bytes: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the bytes that were there before. */
  readonly before: string;
}

/** What happened to a period that was to be replaced: another process may have been first. */
export type ReplaceReceipt = ReplacedReceipt | AlreadyThereReceipt;

/** How replacing works. */
export interface ReplaceOptions {
  /** Objects in flight at once. */
  readonly concurrency: number;
  /** Opens what makes the files of a job; closed at the end. */
  readonly openMaker: OpenMaker;
  /** Ends early: objects not begun stay as they are. */
  readonly signal: AbortSignal | undefined;
  /** Called for each object that is as it should be now. */
  readonly onReceipt: (receipt: ReplaceReceipt) => void;
}

/** Why a period is left that was not begun. */
export const ENDED = 'The repair was asked to end before. Run it again.';

const NOT_READ =
  'Its bytes were not read to their end, so nothing can be replaced safely. Compare bytes; if the object is longer than 1 GiB, move it away.';

/**
 * Makes the periods of objects again, and replaces exactly the bytes that were examined.
 *
 * @returns receipts, oldest first, and why each object that is left was not replaced
 */
export async function replaceObjects(
  { job, store }: { job: LakeJob; store: Store },
  findings: readonly ObjectFinding[],
  { concurrency, openMaker, signal, onReceipt }: ReplaceOptions,
): Promise<{ receipts: ReplaceReceipt[]; left: [ObjectFinding, string][] }> {
  const receipts: ReplaceReceipt[] = [];
  const left: [ObjectFinding, string][] = [];
  const maker = openMaker(
    job,
    findings.map(({ period }) => period),
  );
  await pMap(
    findings,
    async (finding) => {
      const { sha256: before, unmade = NOT_READ } = finding;
      if (signal?.aborted || before === undefined) {
        left.push([finding, before === undefined ? unmade : ENDED]);
        return;
      }
      try {
        const receipt = await replaceObject(store, maker, { ...finding, before });
        receipts.push(receipt);
        onReceipt(receipt);
      } catch (error) {
        if (!(error instanceof HourlakeError)) throw error;
        left.push([finding, error.message]);
      }
    },
    { concurrency },
  ).finally(() => maker.close());
  return { receipts: receipts.sort((a, b) => (a.period < b.period ? -1 : 1)), left };
}

function replaceObject(
  store: Store,
  maker: PeriodMaker,
  { period, key, before }: ObjectFinding & { readonly before: string },
): Promise<ReplaceReceipt> {
  return maker.withFile(period, async (file) => {
    const { rows, size, sha256 } = file;
    const outcome = await store.replace(key, file, before);
    const facts = { period, key, rows, bytes: size, sha256 };
    return outcome === 'replaced'
      ? { ...facts, status: 'replaced', before }
      : { ...facts, status: 'already-there' };
  });
}
