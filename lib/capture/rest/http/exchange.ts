/** A request to an API or to its token endpoint. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** As the job declares it; it may be sent to another origin. */
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Default: nothing is sent. */
  readonly body?: string;
  /** What it is for, as a clause without any value: `read shows/{parent.id}/episodes, page 3`. */
  readonly aim: string;
  /** Most bytes of its answer, decompressed. */
  readonly mostBytes: number;
}

/** A whole answer, whatever its status is. */
export interface HttpAnswer {
  readonly status: number;
  /** What was asked for, as the job declares it. */
  readonly url: URL;
  /** The origin that was asked, the one in place of another: `http://127.0.0.1:4700`. */
  readonly origin: string;
  readonly headers: Headers;
  /** The body, decoded as UTF-8; `''` unless the status is 200 to 299. Other bodies are not read. */
  readonly text: string;
  /** Bytes of the body, decompressed. */
  readonly bytes: number;
}

/** A connection over which no whole answer arrived. */
export interface BrokenConnection {
  /** What happened, as a clause without any value: `https://api.spotify.com cannot be reached (ECONNREFUSED)`. */
  readonly broken: string;
}

/**
 * Sends one request once.
 *
 * @throws CaptureError when the answer cannot be used and a later one would not be better: it is too large,
 *   or not UTF-8; and when the run ends.
 */
export type Exchange = (request: HttpRequest) => Promise<HttpAnswer | BrokenConnection>;

/**
 * Sends a request until there is a whole answer whose status a later try would not change.
 *
 * @throws CaptureError when there is none, or the answer cannot be used.
 */
export type Send = (request: HttpRequest) => Promise<HttpAnswer>;
