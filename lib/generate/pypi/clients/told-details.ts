import { installers, type ToldDetails } from './installers.ts';

/** A detail of a client that an installer may report, besides its own name. */
export type ToldMember =
  | 'python'
  | 'implementation'
  | 'distro'
  | 'system'
  | 'cpu'
  | 'openssl'
  | 'setuptools'
  | 'rustc'
  | 'ci';

const MEMBERS: Readonly<Record<ToldDetails, readonly ToldMember[]>> = {
  all: [
    'python',
    'implementation',
    'distro',
    'system',
    'cpu',
    'openssl',
    'setuptools',
    'rustc',
    'ci',
  ],
  machine: ['python', 'implementation', 'distro', 'system', 'cpu', 'ci'],
  system: ['implementation', 'system'],
  implementation: ['implementation'],
  name: [],
  nothing: [],
};

/**
 * For each installer, by number: 1 if it reports a member, 0 if it does not.
 *
 * @example
 * toldBy('cpu')[0] // => 1
 */
export function toldBy(member: ToldMember): Uint8Array {
  return Uint8Array.from(installers, ({ tells }) => Number(MEMBERS[tells].includes(member)));
}
