import { installers, type ToldDetails } from './installers.ts';

/** What a row can say of a client besides the name of the installer. */
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
 * For each installer, by number: 1 where it tells a member, and 0 where it does not.
 *
 * @example
 * toldBy('cpu')[0] // => 1
 */
export function toldBy(member: ToldMember): Uint8Array {
  return Uint8Array.from(installers, ({ tells }) => Number(MEMBERS[tells].includes(member)));
}
