/**
 * A paged API as plain data. It is what a person writes in the file of a job; `restDataOf` says what is
 * wrong with it. Nothing is guessed: a paginator that is not declared is none.
 */

/** Where an API is, and how it is asked. */
export interface RestApi {
  /** What paths are relative to: `https://api.spotify.com/v1/`. `http` is only for loopback addresses. */
  readonly baseUrl: string;
  /** How requests are authorized. Default: they are not. */
  readonly auth?: RestAuth;
  /** Headers of every request, without secrets. Default: `accept: application/json`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Most requests a second, of whatever kind; may be less than one. Default: 5. */
  readonly requestsPerSecond?: number;
  /** Tries of one request when a later one may succeed, the first one included. Default: 5. */
  readonly tries?: number;
  /** Longest wait, in seconds, that an answer may ask for with `Retry-After`; more fails the capture. Default: 300. */
  readonly longestWaitSeconds?: number;
  /** Seconds without a byte after which a request counts as broken. Default: 30. */
  readonly timeoutSeconds?: number;
}

/** How requests are authorized. Secrets are named, never written: `env:NAME`, `aws:NAME#field`. */
export type RestAuth =
  | {
      /** A token from a token endpoint, by client credentials; taken anew when it ends. */
      readonly kind: 'oauth2';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      /** Default: none is asked for. */
      readonly scope?: string;
    }
  | {
      readonly kind: 'bearer';
      readonly token: string;
    }
  | {
      /** A header of the API's own: `x-api-key`. */
      readonly kind: 'header';
      readonly name: string;
      readonly value: string;
    };

/**
 * One list of an API. Texts of `path` and `query` may have placeholders: `{period}`, `{period.from}` and
 * `{period.to}`, the beginning and the end of the period in ISO 8601; and, in a child, `{parent.id}`, a
 * member of its parent's record.
 */
export interface RestRequest {
  /** Relative to the base URL: `shows/{parent.id}/episodes`. */
  readonly path: string;
  /** Default: none. */
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** Where the list of records is in an answer: `shows.items`; `''` where the answer is the list. */
  readonly records: string;
  readonly paginator: Paginator;
  /** Most records, of each parent in a child; further ones are not asked for. Default: all. */
  readonly most?: number;
  /** A list of each record of this one, whose records are the rows. Default: the rows are these records. */
  readonly child?: ChildRequest;
}

/** A list that is asked for once for each record of its parent, each with its own position. */
export interface ChildRequest extends RestRequest {
  /** Columns that come from the parent's record, with where they are in it: `{ show_id: 'id' }`. Default: none. */
  readonly include?: Readonly<Record<string, string>>;
}

/**
 * How the further pages of a list are asked for. `total` is where an answer says how many records there
 * are in all: what was received is compared with it.
 */
export type Paginator =
  /** There is one page. */
  | { readonly kind: 'single'; readonly total?: string }
  | {
      /** Each page begins after the records that were received, however many were asked for. */
      readonly kind: 'offset';
      /** Name of the parameter: `offset`. */
      readonly parameter: string;
      /** Ends when all are there; without it at the first page without records. */
      readonly total?: string;
    }
  | {
      readonly kind: 'page';
      /** Name of the parameter: `page`. */
      readonly parameter: string;
      /** Number of the first page. Default: 1. */
      readonly first?: number;
      /** Where an answer says how many pages there are. Default: nowhere. */
      readonly pages?: string;
      /** Ends when all are there, or with the last of `pages`; without both at the first page without records. */
      readonly total?: string;
    }
  | {
      /** An answer has the URL of the next page, and `null`, `''` or nothing on the last one. */
      readonly kind: 'next-link';
      /** Where: `shows.next`. */
      readonly at: string;
      readonly total?: string;
    }
  | {
      /** The header `Link` has the URL of the next page, as RFC 8288 has it. */
      readonly kind: 'link-header';
      readonly total?: string;
    }
  | {
      /** An answer has a text that the next request repeats, and `null`, `''` or nothing on the last page. */
      readonly kind: 'cursor';
      /** Name of the parameter: `cursor`. */
      readonly parameter: string;
      /** Where: `meta.next_cursor`. */
      readonly at: string;
      readonly total?: string;
    };

/** Which records of an API that keeps its history belong to a period. */
export interface RestIncremental {
  /** Where a record says when it was made or changed, as a date or a timestamp: `updated_at`. */
  readonly field: string;
  /** Whether the newest records come first: paging ends with the first page whose last record is older. Default: `false`. */
  readonly newestFirst?: boolean;
}

/** How much of an API is taken in one period. */
export interface RestLimits {
  /** Default: 10,000. */
  readonly pages?: number;
  /** Million bytes of all answers, decompressed; one answer has 64 at most. Default: 1,000. */
  readonly megabytes?: number;
}

/** All that a job says of its API. */
export interface RestData {
  readonly api: RestApi;
  readonly request: RestRequest;
  /**
   * Names under which members of a record that lie deeper are columns: `{ city: 'address.city' }`. Members
   * of the record itself need none.
   */
  readonly fields?: Readonly<Record<string, string>>;
  /** Default: a period has all records that the API shows. */
  readonly incremental?: RestIncremental;
  readonly limits?: RestLimits;
}
