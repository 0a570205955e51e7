import { crc32, createInflateRaw } from 'node:zlib';
import { brokenWorkbook } from '../workbook-fault.ts';
import { type ZipEntry, zippedBytes } from './zip-directory.ts';

/** Bytes that are inflated at a time. */
const CHUNK_BYTES = 256 * 1024;

const [STORED, DEFLATED] = [0, 8];

/**
 * The bytes of an entry, a chunk at a time. No more bytes are inflated than its directory says, so a
 * directory that lies about its sizes frees no bomb.
 *
 * @throws CaptureError when the bytes are not those that the directory says, by their number or CRC-32.
 */
export async function* inflateEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array> {
  const zipped = zippedBytes(bytes, entry);
  if (zipped === undefined) throw brokenWorkbook(`no bytes of its part ${entry.name}`);
  let [size, checksum] = [0, 0];
  for await (const chunk of chunksOf(zipped, entry)) {
    size += chunk.length;
    if (size > entry.size)
      throw brokenWorkbook(`more bytes of its part ${entry.name} than it says`);
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (size !== entry.size)
    throw brokenWorkbook(`fewer bytes of its part ${entry.name} than it says`);
  if (checksum !== entry.crc32) throw brokenWorkbook(`damaged bytes of its part ${entry.name}`);
}

async function* chunksOf(zipped: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.method === STORED) {
    for (let from = 0; from < zipped.length; from += CHUNK_BYTES) {
      yield zipped.subarray(from, from + CHUNK_BYTES);
    }
    return;
  }
  if (entry.method !== DEFLATED) {
    throw brokenWorkbook(`its part ${entry.name} compressed by method ${entry.method}`);
  }
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  inflate.end(zipped);
  try {
    for await (const chunk of inflate) yield chunk;
  } catch (error) {
    throw brokenWorkbook(`its part ${entry.name} damaged`, error);
  }
}
