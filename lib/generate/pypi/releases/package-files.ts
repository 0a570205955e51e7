import { sha256 } from '../../../lake/sha256.ts';
import type { Release } from './releases.ts';
import { type WheelPlatform, wheelTags } from './wheels.ts';

/** A file of a release. */
export interface PackageFile {
  readonly filename: string;
  /** Its path on the server of files, which begins with a digest of the file. */
  readonly url: string;
  readonly type: 'bdist_wheel' | 'sdist';
}

/** Which file of a release is wanted. */
export interface WantedFile {
  /** Minor version of Python 3. */
  readonly minor: number;
  readonly platform: WheelPlatform;
  /** Whether the source is downloaded even if there is a wheel. */
  readonly asSource: boolean;
}

/** The kinds of machines that wheels are built for, by number. */
export const wheelPlatforms: readonly WheelPlatform[] = [
  'linux-x86_64',
  'linux-aarch64',
  'musl-x86_64',
  'mac-x86_64',
  'mac-arm64',
  'windows-amd64',
  'none',
];

const encoder = new TextEncoder();

/**
 * The file that an installer downloads: a wheel where one fits, and the source otherwise.
 *
 * @example
 * fileOfRelease('big-data', { version: '1.0', day: 0, wheels: PURE_WHEELS, isBackport: false }, { minor: 12, platform: 'none', asSource: false }).filename // => 'big_data-1.0-py3-none-any.whl'
 */
export function fileOfRelease(
  project: string,
  { version, wheels }: Release,
  { asSource, ...wanted }: WantedFile,
): PackageFile {
  // PEP 427 and PEP 625 replace hyphens.
  const stem = `${project.replaceAll('-', '_')}-${version}`;
  const tags = asSource ? undefined : wheelTags(wheels, wanted);
  const filename = tags === undefined ? `${stem}.tar.gz` : `${stem}-${tags}.whl`;
  return {
    filename,
    url: pathOf(filename),
    type: tags === undefined ? 'sdist' : 'bdist_wheel',
  };
}

/** In the form of the real path, whose digest is the BLAKE2 of the file instead of the SHA-256 of its name. */
function pathOf(filename: string): string {
  const digest = sha256(encoder.encode(filename));
  return `/packages/${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest.slice(4)}/${filename}`;
}

/** The files of a project, each made once. */
export class PackageFiles {
  readonly #project: string;
  readonly #releases: readonly Release[];
  readonly #files = new Map<number, PackageFile>();

  constructor(project: string, releases: readonly Release[]) {
    this.#project = project;
    this.#releases = releases;
  }

  /**
   * @param release its number
   * @param platform its number among {@link wheelPlatforms}
   */
  fileOf(release: number, minor: number, platform: number, asSource: boolean): PackageFile {
    const key = ((release * 128 + minor) * 8 + platform) * 2 + Number(asSource);
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    const made = fileOfRelease(this.#project, this.#releases[release] as Release, {
      minor,
      platform: wheelPlatforms[platform] ?? 'none',
      asSource,
    });
    this.#files.set(key, made);
    return made;
  }
}
