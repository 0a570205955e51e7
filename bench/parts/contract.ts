import type { Bench } from '../bench.ts';
import { say } from '../say.ts';
import { type Measured, serveContender } from '../served-contender.ts';

/** Captured rows checked against a contract of twenty columns. */
export interface Contract {
  /** The first repetition is that of a new process. */
  readonly repetitions: readonly Measured[];
}

/** Checks the same rows several times in one process. */
export async function contract({ amounts, compiled }: Bench): Promise<Contract> {
  const script = compiled.process('serve-contract');
  const rows = String(amounts.checkedRows);
  const server = await serveContender([process.execPath, '--expose-gc', script, rows]);
  const repetitions: Measured[] = [];
  try {
    for (let round = 1; round <= amounts.rounds; round += 1) {
      say(`contract: ${round} of ${amounts.rounds}`);
      repetitions.push(await server.repeat());
    }
  } finally {
    server.stop();
  }
  return { repetitions };
}
