import type { MessagePort } from 'node:worker_threads';
import type { Period } from '../../model/period.ts';
import type { Source } from '../../model/source.ts';
import { periodFile } from '../land-period.ts';
import { type PassedError, passedError } from './passed-error.ts';
import type { PeriodFile } from './period-maker.ts';

/** What a worker thread answers when it is asked for a period. */
export type PeriodAnswer = { readonly file: PeriodFile } | { readonly error: PassedError };

/**
 * The work of a worker thread: for each period that arrives at the port, it sends back the file or
 * the error. The bytes are transferred, not copied. The source must not read input objects.
 */
export function answerPeriods(port: MessagePort, source: Source): void {
  port.on('message', async (period: Period) => {
    try {
      const file = await periodFile(source, period, noInputs);
      const bytes = withOwnMemory(file.bytes);
      port.postMessage({ file: { ...file, bytes } } satisfies PeriodAnswer, [bytes.buffer]);
    } catch (error) {
      port.postMessage({ error: passedError(error) } satisfies PeriodAnswer);
    }
  });
}

async function noInputs(): Promise<never> {
  throw new TypeError('A source in a worker thread cannot read input objects');
}

/** Node allocates small buffers in memory that they share, which cannot be transferred. */
function withOwnMemory(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
