import {
  ExpiredObjectError,
  HourlakeError,
  KeyError,
  ParquetError,
  WorkerError,
} from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import { differenceOf, earlierVersionOf, storedFooter } from '../land/footer.ts';
import type { LakeJob } from '../land/lake-jobs.ts';
import { capturingJob } from '../land/raw-objects.ts';
import type { PeriodDigest, PeriodMaker } from '../land/threads/period-maker.ts';
import type { Period } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { storedSha256 } from '../stores/stored-sha256.ts';
import type { ObjectFinding, UnparsedFinding, UnreadableFinding } from './finding.ts';

/** The result of looking at the object of one period. */
export interface Look {
  readonly period: Period;
  readonly key: string;
  /** Rows that its footer states, where the footer was read. */
  readonly rows?: number;
  /** The problem that was found; left out where none was. */
  readonly finding?: ObjectFinding | UnreadableFinding | UnparsedFinding;
}

/** The object to look at. */
export interface Looked {
  readonly job: LakeJob;
  readonly store: Store;
  readonly period: Period;
}

const SAME_FACTS =
  'same generator version and settings, other bytes: the file or one of its inputs was changed, or the generator was changed without a new version';

/** Why an object is not replaced whose rows only a database outside keeps. */
const KEPT_OUTSIDE =
  'The lake has no copy of what its rows came from. Move it out of the lake, and read its period from outside again.';

/**
 * The job that has to read the periods of a job from outside again; no field where the lake has all that they
 * are made from.
 */
export function readerOf({ job, source }: LakeJob): { readonly readBy?: string } {
  return source.readsAnswers === true ? { readBy: capturingJob(job) } : {};
}

/** Compares the footer of an object with what its source would write, and reads nothing else of it. */
export async function lookAtFooter(looked: Looked): Promise<Look> {
  const look = await footerLook(looked);
  const outside = readerOf(looked.job);
  return outside.readBy === undefined
    ? look
    : withFacts(look, { ...outside, unmade: KEPT_OUTSIDE });
}

/** Says more about a corrupt or different object, unless it is known already. */
function withFacts(look: Look, facts: Pick<ObjectFinding, 'readBy' | 'unmade'>): Look {
  const { finding } = look;
  if (finding?.kind !== 'corrupt' && finding?.kind !== 'different') return look;
  return { ...look, finding: { ...facts, ...finding } };
}

async function footerLook({ job, store, period }: Looked): Promise<Look> {
  const key = objectKey(job.job, period);
  try {
    const { rows, metadata } = await storedFooter(store, key);
    if (differenceOf(job.source, period, metadata) === undefined) return { period, key, rows };
    const finding = { period, key, ...differenceFrom(job, period, metadata) };
    return { period, key, rows, finding };
  } catch (error) {
    return { period, key, finding: findingOf(error, { period, key }) };
  }
}

/**
 * Makes an object again and compares its SHA-256 with that of the stored one.
 *
 * @throws WorkerError when the thread that makes it dies: nothing can be said about the period then.
 */
export async function lookAtBytes(
  { job, store, period }: Looked,
  maker: PeriodMaker,
): Promise<Look> {
  const key = objectKey(job.job, period);
  const made = await madeAgain(maker, period);
  if (made instanceof HourlakeError) {
    // Without the key or what was captured, the footer still tells what another key or contract made.
    const hasExpired = made instanceof ExpiredObjectError;
    const quick =
      hasExpired || made instanceof KeyError
        ? await lookAtFooter({ job, store, period })
        : undefined;
    if (quick?.finding !== undefined) return withFacts(quick, { unmade: made.message });
    if (hasExpired) {
      const reason =
        job.source.readsAnswers === true
          ? 'the lake has no copy of what it was read from'
          : 'what it was parsed from is older than its job keeps it';
      return { ...quick, period, key, finding: { kind: 'unparsed', period, key, reason } };
    }
    const reason = `It cannot be made again to compare it: ${made.message}`;
    return { period, key, finding: { kind: 'unreadable', period, key, reason } };
  }
  let there: { readonly sha256?: string } = {};
  try {
    there = await storedSha256(store, key, made.size);
    if (there.sha256 === made.sha256) return { period, key, rows: made.rows };
    const { metadata } = await storedFooter(store, key);
    const difference = differenceFrom(job, period, metadata);
    const reason = await reasonFor(difference, { job, store, period });
    return { period, key, finding: { period, key, ...there, ...difference, reason } };
  } catch (error) {
    return { period, key, finding: findingOf(error, { period, key, ...there }) };
  }
}

/** How an object differs from what its source makes, by its footer. */
function differenceFrom(
  { source, declaration }: LakeJob,
  period: Period,
  footer: Readonly<Record<string, string>>,
): Pick<ObjectFinding, 'kind' | 'reason' | 'footer'> {
  const begun = declaration?.versions.generator;
  const earlier = earlierVersionOf(source, period, footer, { begun });
  if (earlier !== undefined) return { kind: 'earlier', reason: `made by ${earlier}`, footer };
  return { kind: 'different', reason: differenceOf(source, period, footer) ?? SAME_FACTS, footer };
}

/** Adds what the source says about the rows of a different object. */
async function reasonFor(
  { kind, reason }: Pick<ObjectFinding, 'kind' | 'reason'>,
  { job: { job, source }, store, period }: Looked,
): Promise<string> {
  if (kind !== 'different' || source.problemIn === undefined) return reason;
  const problem = await source.problemIn(await store.read(objectKey(job, period)));
  return problem === undefined ? reason : `${reason}; ${problem}`;
}

/** A lost or corrupt input does not make the object wrong that was made from it. */
async function madeAgain(
  maker: PeriodMaker,
  period: Period,
): Promise<PeriodDigest | HourlakeError> {
  try {
    return await maker.digestOf(period);
  } catch (error) {
    if (error instanceof HourlakeError && !(error instanceof WorkerError)) return error;
    throw error;
  }
}

function findingOf(
  error: unknown,
  facts: { readonly period: Period; readonly key: string; readonly sha256?: string },
): ObjectFinding | UnreadableFinding {
  if (!(error instanceof HourlakeError)) throw error;
  if (error instanceof ParquetError) return { kind: 'corrupt', ...facts, reason: error.got };
  return { kind: 'unreadable', period: facts.period, key: facts.key, reason: error.message };
}
