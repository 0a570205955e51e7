import { CaptureError } from '../../../errors.ts';
import type { RestLimits } from '../rest-data.ts';
import type { AskPage, PageAnswer } from '../rest-http.ts';

/** Most pages of a period when a job sets no limit. */
export const MOST_PAGES = 10_000;

/** Most million bytes of the answers of a period when a job sets no limit. */
export const MOST_MEGABYTES = 1_000;

/** Most million bytes of one answer: it is in memory as a whole, as text and as values. */
export const MOST_PAGE_MEGABYTES = 64;

const MEGABYTE = 1_000_000;

/** Requests the pages of one period within the limits of its job. */
export class LimitedPages {
  readonly #ask: AskPage;
  readonly #most: { readonly pages: number; readonly bytes: number };
  readonly #signal: AbortSignal | undefined;
  #pages = 0;
  #bytes = 0;

  /** @param options.signal ends the capture between two pages */
  constructor(
    ask: AskPage,
    {
      pages = MOST_PAGES,
      megabytes = MOST_MEGABYTES,
      signal,
    }: RestLimits & { readonly signal?: AbortSignal | undefined } = {},
  ) {
    this.#ask = ask;
    this.#most = { pages, bytes: Math.floor(megabytes * MEGABYTE) };
    this.#signal = signal;
  }

  /** Number of pages that were read. */
  get count(): number {
    return this.#pages;
  }

  /**
   * Requests a page.
   *
   * @param what how messages call it
   * @throws CaptureError when a limit is exceeded, or there is no usable answer.
   */
  async ask(url: URL, what: string): Promise<PageAnswer> {
    this.#signal?.throwIfAborted();
    this.checkRoom(1, what);
    const left = this.#most.bytes - this.#bytes;
    if (left <= 0) throw this.#tooLarge(what);
    const mostBytes = Math.min(left, MOST_PAGE_MEGABYTES * MEGABYTE);
    const answer = await this.#ask({ url, what, mostBytes });
    this.#pages += 1;
    this.#bytes += answer.bytes;
    if (this.#bytes > this.#most.bytes) throw this.#tooLarge(what);
    if (answer.bytes > mostBytes) throw pageTooLarge(what);
    return answer;
  }

  /**
   * Makes sure that this number of further pages is within the limit.
   *
   * @throws CaptureError when it is not.
   */
  checkRoom(pages: number, what: string): void {
    if (this.#pages + pages <= this.#most.pages) return;
    throw new CaptureError({
      expected: `at most ${this.#most.pages} pages in a period`,
      got: `more, from ${what} on`,
      advice:
        'Check that the paginator of the job ends. If it does, raise limits.pages, or take fewer records with "most".',
    });
  }

  #tooLarge(what: string): CaptureError {
    return new CaptureError({
      expected: `at most ${this.#most.bytes / MEGABYTE} million bytes of answers in a period`,
      got: `more, from ${what} on`,
      advice: 'Raise limits.megabytes of the job, or request fewer members of each record.',
    });
  }
}

function pageTooLarge(what: string): CaptureError {
  return new CaptureError({
    expected: `at most ${MOST_PAGE_MEGABYTES} million bytes in an answer`,
    got: `more, in ${what}`,
    advice: 'Ask for fewer records a page, or for fewer members of each record.',
  });
}
