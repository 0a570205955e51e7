import { execFile } from 'node:child_process';
import { access, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerPrograms } from './server-programs.ts';
import type { ServerUser } from './server-user.ts';

/** What a cluster of databases is made with. All paths are absolute. */
export interface ClusterOptions {
  readonly programs: ServerPrograms;
  /** Who owns its files. Default: the user of this process. */
  readonly user: ServerUser | undefined;
  /** Name of its first role. */
  readonly superuser: string;
  readonly data: string;
  /** Where it is made before it is moved to `data`, so that a kill leaves nothing half-made there. */
  readonly draft: string;
  readonly passwordFile: string;
}

/** Makes a cluster where there is none. Every connection needs the password; texts order by code points. */
export async function makeCluster({
  programs,
  user,
  superuser,
  data,
  draft,
  passwordFile,
}: ClusterOptions): Promise<void> {
  if (await isThere(join(data, 'PG_VERSION'))) return;
  await rm(draft, { recursive: true, force: true });
  await promisify(execFile)(
    programs.initdb,
    [
      `--pgdata=${draft}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    { cwd: '/', ...user },
  );
  await rename(draft, data);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
