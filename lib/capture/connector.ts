import type { CaptureError } from '../errors.ts';
import type { Period, TimedPeriod } from '../model/period.ts';
import type { Answer } from '../model/source.ts';

/** Something outside that is due: a dropped file, a period of an API. */
export interface DueItem {
  /** How a person names it: `base_2019.xlsx`. */
  readonly name: string;
}

/** What was taken from the outside, complete and as it came. */
export interface Fetched {
  readonly period: Period;
  /** The last part of the key under which its bytes are kept. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** A question about a period that a database outside has answered. */
export interface Answered {
  readonly period: TimedPeriod;
  readonly answer: Answer;
  readonly cost: AnswerCost;
  /** Sentences on what is to know, without any value: fields of the outside that are not read. */
  readonly told: readonly string[];
}

/** What an answer took. */
export interface AnswerCost {
  /** Bytes that were billed. */
  readonly bytes: number;
  /** US dollars. */
  readonly dollars: number;
  /** Whether it is the answer to the question of an earlier run, for which nothing was billed now. */
  readonly isKnown: boolean;
}

/** What became of fetching. */
export type FetchResult =
  | { readonly kind: 'fetched'; readonly fetched: Fetched }
  /** The database outside has the rows ready, and keeps them while they land. */
  | { readonly kind: 'answered'; readonly answered: Answered }
  /** It is not complete yet; a later run takes it. The reason is a sentence. */
  | { readonly kind: 'waits'; readonly reason: string }
  /** It cannot be used, and an earlier run has said so; nothing that decides it has changed since. */
  | { readonly kind: 'refused before'; readonly reason: string }
  /** It is not there any more: another run was first, or a person removed it. */
  | { readonly kind: 'gone' };

/** What became of something outside after its rows had landed. */
export type Settlement = 'removed' | 'changed' | 'gone';

/**
 * The port to something outside that data is captured from: an API, a database. It reads the outside and changes
 * nothing there. Every implementation passes the suite in `test/contracts/connector-contract.ts`.
 */
export interface Connector<Item extends DueItem = DueItem> {
  /** How a person names the place: `https://api.spotify.com/v1/`. */
  readonly name: string;

  /**
   * What is due, in an order that does not depend on the clock.
   *
   * @param wanted periods of time that are over and were not captured, oldest first; an inbox has no use
   *   for them
   */
  discover(wanted: readonly TimedPeriod[]): Promise<readonly Item[]>;

  /**
   * Reads one item, completely or not at all; or asks a database for it. Changes nothing outside.
   *
   * @throws CaptureError when the item cannot be used, whatever it contains.
   */
  fetch(item: Item): Promise<FetchResult>;
}

/** A connector to a place from which items are removed once they were captured: an inbox. */
export interface SettlingConnector<Item extends DueItem = DueItem> extends Connector<Item> {
  /**
   * Called when all rows of an item are in the lake. Whatever has changed outside since it was fetched
   * stays there.
   *
   * @param fetched what was read of it
   */
  settle(item: Item, fetched: Pick<Fetched, 'sha256'>): Promise<Settlement>;

  /**
   * Called when an item cannot be used: tells the people outside why. `fetch` answers `refused before`
   * until the item or this version of the code changes.
   */
  refuse(item: Item, error: CaptureError): Promise<void>;
}

/** Whether items of a connector stay outside until they are settled. */
export function isSettling<Item extends DueItem>(
  connector: Connector<Item>,
): connector is SettlingConnector<Item> {
  return 'settle' in connector;
}
