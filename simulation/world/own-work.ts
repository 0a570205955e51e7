import type { HourMaker } from '../../lib/land/threads/hour-maker.ts';
import { type Deployment, fileOf } from '../deployments.ts';
import type { SimulatedProcess } from './simulated-process.ts';

/** Milliseconds that it takes to make an hour. */
const MAKING = [1, 20] as const;

/** Makes the hours of a process: in its own time, and not at all when it is dead. */
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

/** Lets a process wait, by the virtual clock. */
export function sleepOf(process: SimulatedProcess): (milliseconds: number) => Promise<void> {
  return (milliseconds) =>
    process.ask({
      kind: 'sleep',
      about: '',
      carryOut: () => {},
      takes: [milliseconds, milliseconds],
    });
}
