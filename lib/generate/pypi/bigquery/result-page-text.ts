import type { JsonValue } from '../../../model/json-row.ts';
import type { DownloadsResult } from './downloads-result.ts';
import type { DownloadField } from './downloads-schema.ts';
import { fieldResource } from './metadata.ts';
import type { QueriedColumn } from './read-query.ts';
import { type InstantForm, rowWriter } from './result-rows.ts';

/** Which rows of a result are wanted. */
export interface PageOfResult {
  /** Number of the first row, from 0. */
  readonly first: number;
  /** Most rows. */
  readonly most: number;
  /** Bytes after which a page ends, whatever the number of its rows. */
  readonly mostBytes: number;
  readonly instants: InstantForm;
  /** Rows to leave out at its end, as a fault. Default: 0. */
  readonly leftOut?: number | undefined;
}

/**
 * A page of rows as the API sends it. It is text, because serializing rows as objects is slow.
 *
 * @param head further members of the document
 */
export function resultPageText(
  result: DownloadsResult,
  columns: readonly QueriedColumn[],
  {
    page: { first, most, mostBytes, instants, leftOut = 0 },
    head,
  }: { readonly page: PageOfResult; readonly head: { readonly [name: string]: JsonValue } },
): string {
  const total = result.length;
  const end = Math.min(total, first + most);
  const write = rowWriter(columns, instants);
  const texts: string[] = [];
  let bytes = 0;
  let next = first;
  for (const rows of next < end ? result.rowsFrom(first) : []) {
    for (let row = 0; row < rows.length && next < end && bytes < mostBytes; row += 1) {
      const text = write(rows, row);
      texts.push(text);
      bytes += text.length;
      next += 1;
    }
    if (next >= end || bytes >= mostBytes) break;
  }
  const document = JSON.stringify({
    ...head,
    schema: { fields: resultSchema(columns) },
    totalRows: String(total),
    jobComplete: true,
    ...(next < total && { pageToken: String(next) }),
  });
  const rows = texts.slice(0, texts.length - leftOut).join(',');
  // The API leaves the member out of an empty page.
  return rows === '' ? document : `${document.slice(0, -1)},"rows":[${rows}]}`;
}

/** The fields of a result: those of the table under their aliases, all nullable. */
export function resultSchema(columns: readonly QueriedColumn[]): JsonValue {
  return columns.map(({ alias, field }) => fieldResource(inResult({ ...field, name: alias })));
}

function inResult({ fields, ...field }: DownloadField): DownloadField {
  return { ...field, mode: 'NULLABLE', ...(fields && { fields: fields.map(inResult) }) };
}
