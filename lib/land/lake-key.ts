import { KeyError } from '../errors.ts';
import type { SourceKey } from '../model/source-key.ts';
import { keyId } from '../protect/master-key.ts';
import type { KeyProvider } from '../secrets/key-provider.ts';

/** The key of a job in a lake, as this process has it. */
export interface LakeKey extends SourceKey {
  /** Why the key cannot be used; `undefined` when it can. */
  readonly problem: KeyError | undefined;
  /** Whether there is no key at all where it should be kept. */
  readonly isAbsent: boolean;
}

/** What a key is looked for. */
export interface KeyWanted {
  readonly job: string;
  /** How a person names the lake. */
  readonly lake: string;
  /** The key that the lake declares for the job; `undefined` before there is one. */
  readonly declared: string | undefined;
}

/**
 * Looks for the key of a job. A key that is missing, not usable or not the one of the lake is part of
 * the answer: much can be said about a lake without its key.
 *
 * @param provider where the key is kept; `undefined` when nothing says where
 */
export async function findLakeKey(
  provider: KeyProvider | undefined,
  wanted: KeyWanted,
): Promise<LakeKey> {
  const { declared } = wanted;
  let found: Uint8Array | undefined;
  try {
    found = await provider?.find();
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    return unusable(declared, error);
  }
  if (found === undefined)
    return { ...unusable(declared, noKey(provider, wanted)), isAbsent: true };
  const id = keyId(found);
  if (declared !== undefined && declared !== id) {
    return unusable(declared, anotherKey(id, provider, wanted));
  }
  const key = found;
  return { id, problem: undefined, isAbsent: false, bytes: () => key };
}

function unusable(id: string | undefined, problem: KeyError): LakeKey {
  return {
    id,
    problem,
    isAbsent: false,
    bytes() {
      throw problem;
    },
  };
}

function noKey(provider: KeyProvider | undefined, { job, lake, declared }: KeyWanted): KeyError {
  const which = declared === undefined ? 'a key' : `the key ${declared}`;
  const make = 'If the lake never had a key, "hourlake key new" makes one.';
  return new KeyError({
    expected: `${which} for ${job} in ${lake}${provider === undefined ? '' : `, in ${provider.name}`}`,
    got: 'none',
    advice: `${provider?.advice ?? 'Name the place of the key.'} ${declared === undefined ? make : 'Only this key opens what the lake has, and adds to it.'}`,
  });
}

function anotherKey(
  id: string,
  provider: KeyProvider | undefined,
  { job, lake, declared }: KeyWanted,
): KeyError {
  return new KeyError({
    expected: `the key ${declared}, which ${job} in ${lake} was made with`,
    got: `the key ${id} in ${provider?.name}`,
    advice:
      'Nothing was landed. Name the place of the other key, or use another lake for this one.',
  });
}
