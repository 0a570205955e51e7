/** One page that is asked for. */
export interface PageRequest {
  readonly url: URL;
  /** How messages call it, without any value: `shows/{parent.id}/episodes, page 3`. */
  readonly what: string;
  /** Most bytes of its answer, decompressed; more fail it. */
  readonly mostBytes: number;
}

/** A whole answer whose status is 200 to 299. */
export interface PageAnswer {
  /** Where it came from: that of the request, or of a redirect within its origin. */
  readonly url: URL;
  readonly status: number;
  /** The body, decoded as UTF-8. */
  readonly text: string;
  /** Number of bytes of the body, decompressed. */
  readonly bytes: number;
  /** The header `Link`; `undefined` without one. */
  readonly link: string | undefined;
  /** When it was complete: milliseconds since 1970-01-01T00:00:00Z. */
  readonly time: number;
}

/**
 * Asks an API for a page: authorized, no faster than the API allows, and again where a later try may
 * succeed.
 *
 * @throws CaptureError when there is no usable answer; KeyError when a secret is missing or refused. No
 *   message holds a secret, or anything of an answer.
 */
export type AskPage = (request: PageRequest) => Promise<PageAnswer>;
