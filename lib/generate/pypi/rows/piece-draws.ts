import { type RandomStream, randomStream } from '../../../model/keyed-random.ts';
import { containerDistros, type LinuxDistro } from '../clients/distros.ts';
import { machines } from '../clients/machines.ts';
import type { DayMix } from '../days/day-mix.ts';
import { wheelPlatforms } from '../releases/package-files.ts';
import type { WheelPlatform } from '../releases/wheels.ts';

/** Opens the random stream of a purpose for one hour; each purpose has its own. */
export type HourStreams = (purpose: string) => RandomStream;

/** The streams of an hour of a project, opened when they are needed. */
export function hourStreams(
  seed: string,
  { project, hour }: { readonly project: string; readonly hour: string },
): HourStreams {
  const opened = new Map<string, RandomStream>();
  return (purpose) => {
    const known = opened.get(purpose);
    if (known !== undefined) return known;
    const stream = randomStream(seed, 'pypi_downloads', project, purpose, hour);
    opened.set(purpose, stream);
    return stream;
  };
}

/** Picks a number by 32 random bits. */
interface Drawn {
  pick(uint32: number): number;
}

/**
 * The random choices for some rows of an hour. Each is made for all rows at once, when the first column needs
 * it, and from its own stream, so that it does not depend on the columns that are asked for.
 */
export class PieceDraws {
  readonly mix: DayMix;
  readonly streams: HourStreams;
  /** Number of the first row in its hour. */
  readonly first: number;
  /** Number of rows. */
  readonly length: number;
  readonly #drawn = new Map<string, Int32Array>();

  constructor(
    mix: DayMix,
    {
      streams,
      first,
      length,
    }: { readonly streams: HourStreams; readonly first: number; readonly length: number },
  ) {
    this.mix = mix;
    this.streams = streams;
    this.first = first;
    this.length = length;
  }

  /** A number for each row. */
  draw(purpose: string, drawn: Drawn): Int32Array {
    return this.#once(purpose, () => {
      const stream = this.streams(purpose);
      const numbers = new Int32Array(this.length);
      for (let row = 0; row < this.length; row += 1) {
        numbers[row] = drawn.pick(stream.uint32(this.first + row));
      }
      return numbers;
    });
  }

  /** Whole numbers from 0 to `bound` - 1. */
  below(purpose: string, bound: number): Int32Array {
    return this.#once(purpose, () => {
      const stream = this.streams(purpose);
      return Int32Array.from({ length: this.length }, (_, row) =>
        stream.below(this.first + row, bound),
      );
    });
  }

  /** Numbers of installers. */
  get installers(): Int32Array {
    return this.draw('installer', this.mix.installers);
  }

  /** Numbers of machines. */
  get machines(): Int32Array {
    return this.draw('machine', this.mix.machines);
  }

  /** Numbers of releases of the operating system, among those of the machine. */
  get kernels(): Int32Array {
    const [kernels] = this.mix.kernels;
    // All machines lag alike, so that one draw serves them all.
    return kernels === undefined ? new Int32Array(this.length) : this.draw('kernel', kernels);
  }

  /** Numbers of versions of Python. */
  get pythons(): Int32Array {
    return this.draw('python', this.mix.pythons);
  }

  /** Numbers of releases of the project. */
  get releases(): Int32Array {
    return this.#once('release', () => {
      const { pythons, mix } = this;
      const stream = this.streams('release');
      const numbers = new Int32Array(this.length);
      for (let row = 0; row < this.length; row += 1) {
        const minor = mix.pythons.minors[pythons[row] as number] as number;
        numbers[row] = mix.releasesOf(minor).pick(stream.uint32(this.first + row));
      }
      return numbers;
    });
  }

  /** Numbers of the platforms that wheels are built for. */
  get platforms(): Int32Array {
    return this.#once('platform', () =>
      Int32Array.from(this.machines, (machine, row) =>
        wheelPlatforms.indexOf(wheelPlatformOf(machine, this.distroOf(row))),
      ),
    );
  }

  /** The Linux distribution of a row; `undefined` where the machine has another system. */
  distroOf(row: number): LinuxDistro | undefined {
    const machine = machines[this.machines[row] as number];
    if (machine?.system !== 'Linux') return undefined;
    const distros = this.draw('distro', this.mix.distros);
    return machine.distro ?? containerDistros[distros[row] as number];
  }

  #once(purpose: string, make: () => Int32Array): Int32Array {
    const known = this.#drawn.get(purpose);
    if (known !== undefined) return known;
    const made = make();
    this.#drawn.set(purpose, made);
    return made;
  }
}

function wheelPlatformOf(machine: number, distro: LinuxDistro | undefined): WheelPlatform {
  const { system, cpu } = machines[machine] ?? {};
  if (system === 'Windows') return 'windows-amd64';
  if (system === 'Darwin') return cpu === 'arm64' ? 'mac-arm64' : 'mac-x86_64';
  if (distro?.libc === 'musl') return cpu === 'x86_64' ? 'musl-x86_64' : 'none';
  return cpu === 'aarch64' ? 'linux-aarch64' : 'linux-x86_64';
}
