import type { MessagePort } from 'node:worker_threads';
import type { Period } from '../../model/period.ts';
import type { Source } from '../../model/source.ts';
import { periodDigest, periodFile } from '../land-period.ts';
import { type PassedError, passedError } from './passed-error.ts';
import type { PeriodDigest, PeriodFile } from './period-maker.ts';

/** What a worker thread is asked for. */
export interface PeriodQuestion {
  readonly period: Period;
  /** Whether the file is wanted, or only its digest. */
  readonly wanted: 'file' | 'digest';
  /** Absolute path of the scratch folder for large files; `undefined` if there is none. */
  readonly scratch: string | undefined;
}

/** What a worker thread answers. */
export type PeriodAnswer =
  | { readonly file: PeriodFile }
  | { readonly digest: PeriodDigest }
  | { readonly error: PassedError };

/**
 * The work of a worker thread: for each question that arrives at the port, it sends back the file,
 * its digest or the error. Bytes in memory are transferred, not copied; a file on the disk is passed
 * by its path. The source must not read input objects.
 */
export function answerPeriods(port: MessagePort, source: Source): void {
  port.on('message', async (question: PeriodQuestion) => {
    try {
      const { answer, transferred } = await answerTo(question, source);
      port.postMessage(answer, transferred);
    } catch (error) {
      port.postMessage({ error: passedError(error) } satisfies PeriodAnswer);
    }
  });
}

async function answerTo(
  { period, wanted, scratch }: PeriodQuestion,
  source: Source,
): Promise<{ readonly answer: PeriodAnswer; readonly transferred: ArrayBuffer[] }> {
  if (wanted === 'digest') {
    return { answer: { digest: await periodDigest(source, period, noInputs) }, transferred: [] };
  }
  const file = await periodFile(source, period, noInputs, { scratch });
  if (!(file.body instanceof Uint8Array)) return { answer: { file }, transferred: [] };
  const body = withOwnMemory(file.body);
  return { answer: { file: { ...file, body } }, transferred: [body.buffer] };
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
