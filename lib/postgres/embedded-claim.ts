import { readFile, rm, writeFile } from 'node:fs/promises';
import { DatabaseError } from '../errors.ts';
import { codeOf } from './postgres-failure.ts';

/**
 * Claims the folder of an embedded server for this process. The claim of a process that is gone does not
 * count. If two processes take over such a claim at the same moment, PostgreSQL's own lock stops one.
 *
 * @param path of the file that has the number of the process
 * @param name of the folder, for people
 * @returns a function that gives the claim up
 * @throws DatabaseError when another process that is alive has it.
 */
export async function claimFolder(path: string, name: string): Promise<() => Promise<void>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await writeFile(path, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      return () => rm(path, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || attempt > 2) throw error;
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    if (owner > 0 && owner !== process.pid && isRunning(owner)) throw takenFolder(name, owner);
    await rm(path, { force: true });
  }
}

/** Whether a process of this machine is alive, whichever user started it. */
export function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function takenFolder(name: string, owner: number): DatabaseError {
  return new DatabaseError({
    expected: `the server in ${name} to be free`,
    got: `a command that uses it at the moment, process ${owner}`,
    advice: 'Wait until it is done. For several commands at once, run a server of your own.',
  });
}
