import { open } from 'node:fs/promises';
import { type GoogleAnswer, type GoogleHttp, isSuccess } from './google-http.ts';
import { isPassing } from './google-retries.ts';

/** A file that is uploaded. */
export interface UploadFile {
  /** Absolute path. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** How a file is uploaded. */
export interface UploadOptions {
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Bytes of a request, a multiple of 256 KiB. Default: 8 MiB. */
  readonly pieceSize?: number;
}

/** What Google answers to all pieces but the last: https://cloud.google.com/bigquery/docs/reference/api-uploads#resumable */
const INCOMPLETE = 308;

const PIECE_SIZE = 8 * 1024 ** 2;

/** Failed requests in a row. */
const MOST_FAILURES = 5;

const FIRST_WAIT = 500;

/**
 * Uploads a file to a session of a resumable upload, piece by piece: one piece is in memory at a time, and
 * after a broken connection the session is asked how far it has come.
 *
 * @param session URL that began the upload
 * @returns the answer to the last byte, or the one that ended the upload
 */
export async function resumableUpload(
  http: GoogleHttp,
  session: string,
  { path, size }: UploadFile,
  { sleep, pieceSize = PIECE_SIZE }: UploadOptions,
): Promise<GoogleAnswer> {
  const handle = await open(path);
  const piece = Buffer.allocUnsafe(Math.min(pieceSize, size));
  try {
    let offset = 0;
    for (let failures = 0; ; ) {
      const { bytesRead } = await handle.read(piece, 0, Math.min(pieceSize, size - offset), offset);
      const range = `bytes ${offset}-${offset + bytesRead - 1}/${size}`;
      let answer = await put(http, session, range, piece.subarray(0, bytesRead));
      while (isPassing(answer)) {
        failures += 1;
        if (failures === MOST_FAILURES) return answer;
        await sleep(FIRST_WAIT * 2 ** (failures - 1));
        answer = await put(http, session, `bytes */${size}`, new Uint8Array());
      }
      if (answer.status !== INCOMPLETE) return answer;
      const stored = bytesIn(answer);
      if (stored > offset) failures = 0;
      offset = stored;
    }
  } finally {
    await handle.close();
  }
}

/**
 * The URL of the session that an answer began.
 *
 * @returns `undefined` where it began none
 */
export function sessionOf(answer: GoogleAnswer): string | undefined {
  return isSuccess(answer) ? answer.header('location') : undefined;
}

function put(
  http: GoogleHttp,
  url: string,
  range: string,
  body: Uint8Array,
): Promise<GoogleAnswer> {
  return http({ method: 'PUT', url, body, headers: { 'content-range': range } });
}

/** `Range: bytes=0-42`, and no header where nothing is stored yet. */
function bytesIn(answer: GoogleAnswer): number {
  const last = /-(\d+)$/.exec(answer.header('range') ?? '')?.[1];
  return last === undefined ? 0 : Number(last) + 1;
}
