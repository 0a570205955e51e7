import { CaptureError, HourlakeError } from '../errors.ts';
import type { Period, TimedPeriod } from '../model/period.ts';
import type { Answer } from '../model/source.ts';
import {
  type AnswerCost,
  type Connector,
  type DueItem,
  type Fetched,
  isSettling,
} from './connector.ts';

/**
 * Keeps what was fetched in the lake, unless it is there: another run may have been first. What it returns
 * for survives a loss of power.
 *
 * @throws CaptureError when it cannot be used.
 */
export type Keep = (fetched: Fetched) => Promise<Kept>;

/** What keeping came to. */
export type Kept = CapturedOutcome | KnownOutcome;

/** An item that was captured. */
interface CapturedOutcome {
  readonly status: 'captured';
  readonly period: Period;
  /** Sentences on how it was understood. */
  readonly told: readonly string[];
  /** What it took, where a database answered. */
  readonly cost?: AnswerCost;
}

/** An item whose bytes were captured before. */
interface KnownOutcome {
  readonly status: 'known';
  readonly period: Period;
  /** The name of the bytes when they were first captured. */
  readonly as: string;
}

/** What became of one item. */
export type CaptureOutcome = { readonly item: string } & (
  | CapturedOutcome
  | KnownOutcome
  | { readonly status: 'waits' | 'refused before'; readonly reason: string }
  | { readonly status: 'refused'; readonly error: CaptureError }
  | { readonly status: 'failed'; readonly error: HourlakeError }
);

/** An item whose rows can land: its bytes are in the lake, or a database has answered. */
export interface CapturedItem {
  readonly item: DueItem;
  readonly period: Period;
  readonly from: Pick<Fetched, 'sha256'> | Answer;
}

/** What capturing came to. */
export interface Captures {
  /** One for each item that was there, in the order of the connector. */
  readonly outcomes: readonly CaptureOutcome[];
  readonly items: readonly CapturedItem[];
}

/** How capturing works. */
export interface CaptureOptions {
  /** Periods of time that are over and were not captured, oldest first. Default: none. */
  readonly wanted?: readonly TimedPeriod[];
  /** Ends early: items not begun are left to the next run. */
  readonly signal?: AbortSignal | undefined;
  /** Called once, with the number of items that are due. */
  readonly onDue?: ((items: number) => void) | undefined;
  /** Called for each item when it is done. */
  readonly onOutcome?: ((outcome: CaptureOutcome) => void) | undefined;
}

/**
 * Captures all that is due, one item after the other. An item that fails does not stop the others.
 *
 * @param keep puts what was fetched into the lake
 *
 * @throws StoreError or what `discover` throws, when the place cannot be listed.
 */
export async function captureDue(
  connector: Connector,
  keep: Keep,
  { wanted = [], signal, onDue, onOutcome }: CaptureOptions = {},
): Promise<Captures> {
  const outcomes: CaptureOutcome[] = [];
  const items: CapturedItem[] = [];
  const due = await connector.discover(wanted);
  onDue?.(due.length);
  for (const item of due) {
    if (signal?.aborted) break;
    const done = await captureOne(connector, keep, item);
    if (done === undefined) continue;
    const { outcome, captured } = done;
    outcomes.push(outcome);
    if (captured !== undefined) items.push({ item, ...captured });
    onOutcome?.(outcome);
  }
  return { outcomes, items };
}

interface Done {
  readonly outcome: CaptureOutcome;
  /** Left out when no rows of the item can land. */
  readonly captured?: Omit<CapturedItem, 'item'>;
}

async function captureOne(
  connector: Connector,
  keep: Keep,
  item: DueItem,
): Promise<Done | undefined> {
  const { name } = item;
  try {
    return await fetchAndKeep(connector, keep, item);
  } catch (error) {
    if (!(error instanceof HourlakeError)) throw error;
    return { outcome: { item: name, status: 'failed', error } };
  }
}

async function fetchAndKeep(
  connector: Connector,
  keep: Keep,
  item: DueItem,
): Promise<Done | undefined> {
  const { name } = item;
  try {
    const result = await connector.fetch(item);
    if (result.kind === 'gone') return undefined;
    if (result.kind === 'answered') {
      const { period, answer, told, cost } = result.answered;
      const outcome = { item: name, status: 'captured', period, told, cost } as const;
      return { outcome, captured: { period, from: answer } };
    }
    if (result.kind !== 'fetched') {
      return { outcome: { item: name, status: result.kind, reason: result.reason } };
    }
    const kept = await keep(result.fetched);
    // Without the bytes: they are in the lake, and a run may capture many items.
    const { sha256, period } = result.fetched;
    return { outcome: { item: name, ...kept }, captured: { period, from: { sha256 } } };
  } catch (error) {
    if (!(error instanceof CaptureError) || !isSettling(connector)) throw error;
    await connector.refuse(item, error);
    return { outcome: { item: name, status: 'refused', error } };
  }
}
