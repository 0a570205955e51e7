import type { MessagePort } from 'node:worker_threads';
import type { Hour } from '../../model/period.ts';
import type { Source } from '../../model/source.ts';
import { hourFile } from '../land-hour.ts';
import type { HourFile } from './hour-maker.ts';
import { type PassedError, passedError } from './passed-error.ts';

/** What a worker thread answers when it is asked for an hour. */
export type HourAnswer = { readonly file: HourFile } | { readonly error: PassedError };

/**
 * The work of a worker thread: for each hour that comes through the port, the file goes back, or the
 * error. The bytes are handed over, not copied.
 */
export function answerHours(port: MessagePort, source: Source): void {
  port.on('message', async (hour: Hour) => {
    try {
      const file = await hourFile(source, hour);
      const bytes = withOwnMemory(file.bytes);
      port.postMessage({ file: { ...file, bytes } } satisfies HourAnswer, [bytes.buffer]);
    } catch (error) {
      port.postMessage({ error: passedError(error) } satisfies HourAnswer);
    }
  });
}

/** Node puts small buffers into memory that they share, which cannot be handed over. */
function withOwnMemory(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
