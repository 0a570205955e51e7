import { functionContext } from './function-context.ts';
import { takeDropped } from './take-dropped.ts';

/** What AWS tells a function about its run, as far as it is used here. */
interface Invocation {
  readonly getRemainingTimeInMillis: () => number;
}

/** What is begun until then is landed and settled in the time that is left. In milliseconds. */
const TIME_TO_FINISH = 180_000;

/**
 * The function that AWS calls when files were dropped. The events only wake it up: it lists the inboxes.
 * If it fails, the events come again.
 */
export async function handler(_events: unknown, invocation: Invocation): Promise<void> {
  const time = Math.max(0, invocation.getRemainingTimeInMillis() - TIME_TO_FINISH);
  await takeDropped(functionContext(process.env, AbortSignal.timeout(time)));
}
