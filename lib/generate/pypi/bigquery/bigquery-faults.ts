import type { ServerResponse } from 'node:http';
import type { BigQueryAnswer, BigQueryReason } from './api-answer.ts';

/** Something that goes wrong with one request to the stand-in. */
export type BigQueryFault =
  /** An error of the API instead of the right answer. */
  | { readonly kind: 'error'; readonly reason: BigQueryReason }
  /** A job that is started fails. */
  | { readonly kind: 'failed job'; readonly reason: BigQueryReason }
  /** A page lacks its last rows. */
  | { readonly kind: 'fewer rows'; readonly rows: number }
  /** The connection ends in the middle of the body. */
  | { readonly kind: 'cut' }
  /** HTML instead of JSON. */
  | { readonly kind: 'html' };

const HTML = '<!DOCTYPE html><title>Error 502</title>';

/** Sends an answer. */
export function sendAnswer(
  response: ServerResponse,
  { status, body }: BigQueryAnswer,
  fault?: BigQueryFault,
): void {
  if (fault?.kind === 'html') {
    response.writeHead(502, { 'content-type': 'text/html' }).end(HTML);
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': bytes.length,
  });
  if (fault?.kind === 'cut') {
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  } else {
    response.end(bytes);
  }
}
