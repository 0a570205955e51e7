/** The kinds of machines that wheels are built for. */
export type WheelPlatform =
  | 'linux-x86_64'
  | 'linux-aarch64'
  | 'musl-x86_64'
  | 'mac-x86_64'
  | 'mac-arm64'
  | 'windows-amd64'
  | 'none';

/** Platform tags of wheels from a minor version of Python 3 on: `[[7, 'win_amd64']]`. */
export type PlatformTags = readonly (readonly [from: number, tag: string])[];

/** The wheels of a release. */
export interface Wheels {
  /** The minor versions of Python 3 that there are wheels for, both inclusive. */
  readonly pythons: readonly [first: number, last: number];
  /** From this minor version on, one wheel serves all later ones (PEP 384). Default: each has its own. */
  readonly abi3?: number;
  /** Platform tags. Empty where one wheel serves everything: `py3-none-any`. */
  readonly platforms: Readonly<Partial<Record<WheelPlatform, PlatformTags>>>;
}

/** Wheels of a project without compiled code. */
export const PURE_WHEELS: Wheels = { pythons: [0, 99], platforms: {} };

/**
 * Whether a release can be used with a minor version of Python 3: `no` where its wheels are for later
 * versions only, `source` where they are for earlier ones, so that it has to be built.
 *
 * @example
 * fitsPython({ pythons: [9, 13], platforms: {} }, 14) // => 'source'
 */
export function fitsPython({ pythons, abi3 }: Wheels, minor: number): 'wheel' | 'source' | 'no' {
  const [first, last] = pythons;
  if (minor < first) return 'no';
  return minor <= last || abi3 !== undefined ? 'wheel' : 'source';
}

/**
 * The tags in the name of the wheel that an installer chooses (PEP 425); `undefined` where there is none,
 * and the source is downloaded.
 *
 * @param minor of Python 3
 * @example
 * wheelTags({ pythons: [7, 9], platforms: { 'windows-amd64': [[7, 'win_amd64']] } }, { minor: 7, platform: 'windows-amd64' }) // => 'cp37-cp37m-win_amd64'
 */
export function wheelTags(
  wheels: Wheels,
  { minor, platform }: { readonly minor: number; readonly platform: WheelPlatform },
): string | undefined {
  if (wheels === PURE_WHEELS) return 'py3-none-any';
  const tag = wheels.platforms[platform]?.findLast(([from]) => from <= minor)?.[1];
  if (tag === undefined || fitsPython(wheels, minor) !== 'wheel') return undefined;
  const { abi3 } = wheels;
  if (abi3 !== undefined && minor >= abi3) return `cp3${abi3}-abi3-${tag}`;
  // Until 3.7 the tag of the ABI said that memory is allocated by pymalloc.
  return `cp3${minor}-cp3${minor}${minor <= 7 ? 'm' : ''}-${tag}`;
}
