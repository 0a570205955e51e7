import { brokenWorkbook } from '../workbook-fault.ts';
import { XmlError } from '../xml/xml-error.ts';
import { type XmlHandler, XmlScanner } from '../xml/xml-scanner.ts';
import { inflateEntry } from '../zip/inflate-entry.ts';
import type { ZipEntry } from '../zip/zip-directory.ts';

/**
 * Passes a part of a workbook to a handler, and yields after each chunk of it and at its end.
 *
 * @throws CaptureError when the part is damaged, or no XML in UTF-8; whatever the handler throws.
 */
export async function* scanPart(
  bytes: Uint8Array,
  entry: ZipEntry,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const scanner = new XmlScanner(handler);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of inflateEntry(bytes, entry)) {
      scanner.write(decoder.decode(chunk, { stream: true }));
      yield;
    }
    scanner.write(decoder.decode());
    scanner.end();
    yield;
  } catch (error) {
    if (error instanceof XmlError) {
      throw brokenWorkbook(`${error.message} in its part ${entry.name}`, error);
    }
    if (isUndecodable(error)) throw brokenWorkbook(`its part ${entry.name} not in UTF-8`, error);
    throw error;
  }
}

/** As {@link scanPart}, to the end. */
export async function scanWholePart(
  bytes: Uint8Array,
  entry: ZipEntry,
  handler: XmlHandler,
): Promise<void> {
  for await (const _ of scanPart(bytes, entry, handler));
}

function isUndecodable(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && error.code === UNDECODABLE;
}

/** Node's code for bytes that are not in the encoding. */
const UNDECODABLE = 'ERR_ENCODING_INVALID_ENCODED_DATA';
