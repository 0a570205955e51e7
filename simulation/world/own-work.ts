import type { HourMaker } from '../../lib/land/threads/hour-maker.ts';
import { type Deployment, fileOf } from '../deployments.ts';
import type { SimulatedProcess } from './simulated-process.ts';

/** Milliseconds to make an hour, minimum and maximum. */
const MAKING = [1, 20] as const;

/** Returns the hour maker of a process. It takes virtual time, and stops when the process dies. */
export function makerOf(process: SimulatedProcess, deployment: Deployment): HourMaker {
  return {
    make: (hour) =>
      process.ask({
        kind: 'make',
        about: hour,
        carryOut: () => fileOf(deployment, hour),
        takes: MAKING,
      }),
    close: async () => {},
  };
}

/** Returns a function that waits in virtual time. */
export function sleepOf(process: SimulatedProcess): (milliseconds: number) => Promise<void> {
  return (milliseconds) =>
    process.ask({
      kind: 'sleep',
      about: '',
      carryOut: () => {},
      takes: [milliseconds, milliseconds],
    });
}
