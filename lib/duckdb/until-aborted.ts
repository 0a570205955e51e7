import type { DuckDb } from './duckdb.ts';

/** Milliseconds between two interrupts of the same work. */
const INTERRUPT_MS = 50;

/**
 * Does some work in a database, and interrupts it when the signal is aborted. DuckDB forgets an
 * interrupt that comes between two statements, so it is repeated until the work ends.
 */
export async function untilAborted<Result>(
  database: Pick<DuckDb, 'interrupt'>,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  let repeated: NodeJS.Timeout | undefined;
  const interrupt = () => {
    database.interrupt();
    repeated = setInterval(() => database.interrupt(), INTERRUPT_MS);
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } finally {
    signal?.removeEventListener('abort', interrupt);
    clearInterval(repeated);
  }
}
