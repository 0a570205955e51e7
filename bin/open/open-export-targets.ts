import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../../lib/errors.ts';
import { parseLakeUrl } from '../../lib/lake/lake-url.ts';
import { openStore } from '../../lib/stores/open-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import { environment } from '../options/environment.ts';

const EXAMPLE =
  'Pass a folder, such as --to ./export, or a bucket, such as --to s3://bucket/prefix.';

/**
 * Opens what an export is written to: what `--to` names, unless the environment chooses the folder, the
 * bucket or both.
 *
 * @throws InputError when one is missing, or is a file or a folder that cannot be written to.
 */
export async function openExportTargets(
  context: Context,
  to: string | undefined,
): Promise<Store[]> {
  const stores: Store[] = [];
  for (const place of placesOf(context.environment, to)) {
    const url = parseLakeUrl(place);
    if (url.kind === 'folder') await checkFolder(context.resolvePath(url.path), place);
    stores.push(await openStore(place, context.resolvePath));
  }
  return stores;
}

function placesOf(variables: Context['environment'], to: string | undefined): string[] {
  const bucket = variables[environment.exportBucket];
  const destination = variables[environment.exportDestination];
  if (destination === undefined) return [to ?? bucket ?? missing('nothing')];
  return destination.split(',').map((part) => {
    const kind = part.trim().toLowerCase();
    if (kind === 'local')
      return isBucket(to) ? missing(`${to} with DESTINATION=local`) : (to ?? missing('nothing'));
    if (kind === 's3') return isBucket(to) ? to : bucketOf(bucket);
    throw new InputError({
      expected: `${environment.exportDestination} to be local, s3, or both with a comma`,
      got: JSON.stringify(destination),
      advice: 'Unset it to export to what --to names.',
    });
  });
}

function bucketOf(path: string | undefined): string {
  if (isBucket(path)) return path;
  throw new InputError({
    expected: `${environment.exportBucket} to be s3://bucket/prefix, because ${environment.exportDestination} has s3`,
    got: path === undefined ? 'nothing' : JSON.stringify(path),
    advice: 'Set it, or pass --to s3://bucket/prefix.',
  });
}

function isBucket(place: string | undefined): place is string {
  return place?.startsWith('s3://') === true;
}

function missing(got: string): never {
  throw new InputError({
    expected: '--to to be a folder or a bucket to export to',
    got,
    advice: EXAMPLE,
  });
}

/** Before the rows are read, which takes long. */
async function checkFolder(path: string, name: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined && dirname(path) !== path) return checkFolder(dirname(path), name);
  if (found !== undefined && !found.isDirectory()) {
    throw new InputError({
      expected: `--to to be a folder, or the path of a new one`,
      got: `${JSON.stringify(name)}, where a file is in the way`,
      advice: EXAMPLE,
    });
  }
  await access(path, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new InputError(
      {
        expected: `--to to be a folder that your user may write to`,
        got: JSON.stringify(name),
        advice: 'Grant the permission, or name another folder.',
      },
      { cause },
    );
  });
}
