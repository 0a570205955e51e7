import { createGunzip } from 'node:zlib';
import { CaptureError } from '../../../errors.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import type { JsonObject } from '../pages/member-at.ts';
import { type CapturedPage, parsePageLine } from '../pages/page-line.ts';
import { recordsAt } from '../pages/records-at.ts';
import type { RestRequest } from '../rest-data.ts';

/** Records of a page of the deepest list. */
export interface PageRecords {
  readonly records: readonly JsonValue[];
  /** Number of the first one in the capture, from 1. */
  readonly position: number;
  /** Columns from the records of the parents. */
  readonly include: JsonObject;
}

/** The raw object of a period. */
export interface RawPages {
  /** Its name in errors: `podcasts-2026-11-20.ndjson.gz`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The records of the deepest lists of a capture, a page at a time. Records beyond `most` of a list are left
 * out.
 *
 * @throws CaptureError when the bytes are damaged, or the pages are not those of this request.
 */
export async function* capturedPages(
  raw: RawPages,
  request: RestRequest,
): AsyncGenerator<PageRecords, void, undefined> {
  const levels = levelsOf(request).map((level) => new Level(level));
  let position = 1;
  for await (const line of linesOf(raw)) {
    const page = parsePageLine(line);
    if (page === undefined) throw damaged(raw, 'a line that is not a page');
    const level = levels[page.depth];
    if (level === undefined) throw otherRequest(raw);
    const records = level.take(page, raw);
    if (page.depth < levels.length - 1 || records.length === 0) continue;
    yield { records, position, include: page.include };
    position += records.length;
  }
  for (const [depth, { lists }] of levels.entries()) {
    // Each record of the level above has one list here. The request itself is one list.
    if (lists !== (levels[depth - 1]?.records ?? 1)) throw otherRequest(raw);
  }
}

/** The pages of all lists of one depth. */
class Level {
  readonly #request: RestRequest;
  /** Number of lists so far. */
  lists = 0;
  /** Number of records of all lists so far. */
  records = 0;
  /** Number of records of the last list so far. */
  #received = 0;

  constructor(request: RestRequest) {
    this.#request = request;
  }

  take({ parent, page, body }: CapturedPage, raw: RawPages): readonly JsonValue[] {
    if (page === 1) [this.lists, this.#received] = [this.lists + 1, 0];
    const { path, records: at, most = Number.POSITIVE_INFINITY } = this.#request;
    const what = `${path}, page ${page} of ${raw.name}`;
    if (parent !== this.lists - 1) throw damaged(raw, 'pages in another order');
    const records = recordsAt(body, at, { what }).slice(0, most - this.#received);
    this.#received += records.length;
    this.records += records.length;
    return records;
  }
}

function levelsOf(request: RestRequest): RestRequest[] {
  return [request, ...(request.child === undefined ? [] : levelsOf(request.child))];
}

async function* linesOf(raw: RawPages): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of gunzipped(raw)) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    parts.push(first);
    for (const part of others) {
      yield parts.join('');
      parts = [part];
    }
  }
  if (parts.join('') !== '') throw damaged(raw, 'an incomplete line');
}

async function* gunzipped(raw: RawPages): AsyncGenerator<Uint8Array, void, undefined> {
  if (raw.bytes.length === 0) throw damaged(raw, 'no bytes');
  const gunzip = createGunzip();
  gunzip.end(raw.bytes);
  try {
    for await (const chunk of gunzip) yield chunk;
  } catch (error) {
    throw damaged(raw, 'damaged gzip', error);
  }
}

function damaged({ name }: RawPages, got: string, cause?: unknown): CaptureError {
  return new CaptureError(
    {
      expected: `${name} to be the pages that were captured, as gzipped lines of JSON`,
      got,
      advice: 'Restore the raw object from a copy.',
    },
    { cause },
  );
}

function otherRequest({ name }: RawPages): CaptureError {
  return new CaptureError({
    expected: `${name} to hold the pages that the request of the job asks for`,
    got: 'the pages of another request',
    advice:
      'The request was changed after this capture. Restore it, or give the changed job another name.',
  });
}
