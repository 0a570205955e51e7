import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The numbers of a user and its group. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Who runs a server for root, the first that there is. */
const USERS = ['postgres', 'nobody'];

/**
 * The user that a server has to run as: PostgreSQL refuses root. `undefined` where it runs as the user of
 * this process.
 */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of USERS) {
    try {
      return { uid: await numberOf('-u', name), gid: await numberOf('-g', name) };
    } catch {
      // There is no such user here.
    }
  }
  return undefined;
}

async function numberOf(which: '-u' | '-g', name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [which, name]);
  return Number(stdout);
}
