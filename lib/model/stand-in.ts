import type { Day } from './period.ts';

/**
 * A server on this machine that answers as an API does, so that a job that captures the API can be tried
 * without an account. What it answers is a function of the day.
 */
export interface StandIn {
  /** Web origins that it stands in for: `https://api.spotify.com`. */
  readonly origins: readonly string[];
  /** The environment variables that its jobs need: secrets, and who pays. It accepts any text in them. */
  readonly variables: readonly string[];

  /**
   * Starts it on the loopback interface.
   *
   * @throws InputError when the port is taken.
   */
  open(options: StandInOptions): Promise<OpenStandIn>;
}

/** What a variable of a stand-in can be, where nobody has chosen another text. */
export const STAND_IN_VALUE = 'anything';

/** How a stand-in is started. */
export interface StandInOptions {
  /** The API is as it was at the end of this day. */
  readonly day: Day;
  /** Default: 0, any port that is free. */
  readonly port?: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

/** A stand-in that answers. */
export interface OpenStandIn {
  /** Its own web origin: `http://127.0.0.1:4700`. */
  readonly origin: string;

  /** Ends it, and all connections to it. */
  close(): Promise<void>;
}
