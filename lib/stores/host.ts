import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorCode } from './folder-errors.ts';

/** What a folder store asks of the machine, beside its files: who writes, and who is alive. */
export interface Host {
  readonly processId: number;
  /** Whether a process of this machine is alive, whoever started it. */
  isRunning(processId: number): boolean;
  /** A UUID. Random only so that no two writers share a file: no byte of an object depends on it. */
  uniqueName(): string;
  /** Lets the others have their turn: Ctrl-C too. */
  nextTurn(): Promise<unknown>;
}

/** The machine and the process that this is. */
export const nodeHost: Host = {
  processId: process.pid,
  isRunning,
  uniqueName: randomUUID,
  nextTurn,
};

/**
 * On this machine: a process of another machine that shares the folder looks dead. Its writer then
 * finds its file gone, and starts over.
 */
function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
