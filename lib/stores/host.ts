import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorCode } from './folder-errors.ts';

/** What a folder store needs from the machine besides files: process ids, and which of them are alive. */
export interface Host {
  readonly processId: number;
  /** Whether a process of this machine is alive, whichever user started it. */
  isRunning(processId: number): boolean;
  /** A random UUID, so that no two writers share a file. No byte of an object depends on it. */
  uniqueName(): string;
  /** Yields to the event loop, so that other work and Ctrl-C are handled. */
  nextTurn(): Promise<unknown>;
}

/** This machine and this process. */
export const nodeHost: Host = {
  processId: process.pid,
  isRunning,
  uniqueName: randomUUID,
  nextTurn,
};

/**
 * Looks at this machine only. A process of another machine that shares the folder looks dead; its
 * writer then finds its file removed and starts over.
 */
function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
