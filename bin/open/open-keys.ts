import { join } from 'node:path';
import { bucketUrl, type LakeUrl } from '../../lib/lake/lake-url.ts';
import type { Job } from '../../lib/model/job.ts';
import { fileKey } from '../../lib/secrets/file-key.ts';
import { firstKey } from '../../lib/secrets/first-key.ts';
import type { KeyProvider } from '../../lib/secrets/key-provider.ts';
import { openKey } from '../../lib/secrets/open-key.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import type { KeyOptions } from '../options/key-option.ts';

/** How keys are opened. */
export interface OpenKeysOptions extends KeyOptions {
  /** Where the lake is. */
  readonly url: LakeUrl;
  /** Its store, in which a wrapped key lies. */
  readonly store: Store;
  /** Whether a user's key file is made where a lake in a folder has no key yet. */
  readonly makesKey: boolean;
}

/**
 * Where the key of each job is kept: where `--key` says, or else where the job says. A lake in a folder
 * has one more place, the key file of the user, which all lakes of the user share and which lies in
 * none of them.
 *
 * @throws InputError when a reference is malformed.
 */
export function openKeys(
  context: Context,
  { key, url, store, makesKey }: OpenKeysOptions,
): (job: Job) => KeyProvider | undefined {
  const lake = url.kind === 'bucket' ? { store, url: bucketUrl(url) } : undefined;
  const places = { ...context, lake };
  if (key !== undefined) {
    const asked = openKey(key, places);
    return () => asked;
  }
  return (job) => {
    if (job.key === undefined) return undefined;
    const named = openKey(job.key, places);
    if (url.kind !== 'folder') return withAdvice(named);
    return withAdvice(firstKey([named, userKey(context, { makesKey })]));
  };
}

/** Path of the key file of the user. */
export function userKeyPath({ configFolder }: Context): string {
  return join(configFolder(), 'hourlake', 'bronze.key');
}

function userKey(context: Context, { makesKey }: { readonly makesKey: boolean }): KeyProvider {
  const path = userKeyPath(context);
  const provider = fileKey(path, { makes: makesKey });
  const { make } = provider;
  if (make === undefined) return provider;
  return {
    ...provider,
    async make() {
      const key = await make();
      context.progress.write(
        `A new key for the bronze layer was made: ${path}\nKeep a copy of it in a safe place. It reveals the protected values; without it, they can never be revealed.\n`,
      );
      return key;
    },
  };
}

function withAdvice(provider: KeyProvider): KeyProvider {
  return { ...provider, advice: `${provider.advice} Or name a key file with --key file:PATH.` };
}
