import { WeightedNumbers } from '../../../model/weighted.ts';
import { containerDistros, type LinuxDistro } from '../clients/distros.ts';
import { type Installer, installers } from '../clients/installers.ts';
import { type LaggingVersions, laggingVersions } from '../clients/lagging-versions.ts';
import { type Machine, machines } from '../clients/machines.ts';
import { newestRust, newestSetuptools, tlsWeights } from '../clients/other-tools.ts';
import { type UsedPythons, usedPythons } from '../clients/pythons.ts';
import { releasesInUse } from '../releases/release-weights.ts';
import type { Release, ReleaseCalendar } from '../releases/releases.ts';
import { newestVersion } from '../releases/version-lines.ts';
import { dayOfWeek } from './daily-level.ts';
import { valueOn } from './knots.ts';

/** Downloads of servers on a day of the weekend, relative to a weekday. */
const SERVERS_ON_WEEKENDS = 0.7;

/** Days within which half of all clients update. */
const PACE = { kernel: 60, setuptools: 200, rust: 150 } as const;

/** The clients of one day: how often each kind downloads, and which versions it uses. */
export interface DayMix {
  readonly releases: readonly Release[];
  /** The releases that are downloaded, by minor version of Python 3. */
  readonly releasesOf: (minor: number) => WeightedNumbers;
  readonly installers: WeightedNumbers;
  readonly installerVersions: readonly LaggingVersions[];
  readonly machines: WeightedNumbers;
  /** Releases of the operating system, by machine. */
  readonly kernels: readonly LaggingVersions[];
  /** Versions of OpenSSL, by machine; `undefined` where the distribution decides. */
  readonly machineOpenssl: readonly (string | undefined)[];
  readonly distros: WeightedNumbers;
  readonly distroOpenssl: ReadonlyMap<LinuxDistro, string>;
  readonly pythons: UsedPythons;
  readonly setuptools: LaggingVersions;
  readonly rust: LaggingVersions;
  readonly tls: WeightedNumbers;
}

/** A project and its releases. */
export interface ProjectReleases {
  readonly project: string;
  readonly seed: string;
  readonly calendar: ReleaseCalendar;
}

/**
 * The clients of a project on one day.
 *
 * @param day days since 1970-01-01; the project has a release by then
 */
export function dayMix(day: number, { project, seed, calendar }: ProjectReleases): DayMix {
  const releases = calendar.until(day);
  const tables = new Map<number, WeightedNumbers>();
  const distros = [...containerDistros, ...machines.flatMap(({ distro }) => distro ?? [])];
  return {
    releases,
    releasesOf(minor) {
      const known = tables.get(minor);
      if (known !== undefined) return known;
      const table = releasesInUse(releases, { day, minor, seed, project });
      tables.set(minor, table);
      return table;
    },
    installers: weighted(installers, ({ share }) => valueOn(share, day)),
    installerVersions: installers.map((installer) => versionsOfInstaller(installer, day)),
    machines: weighted(machines, (machine) => shareOfMachine(machine, day)),
    kernels: machines.map(({ releases: lines }) =>
      laggingVersions(day, newestVersion(lines), { pace: PACE.kernel }),
    ),
    machineOpenssl: machines.map(({ openssl }) => openssl && newestVersion(openssl)(day)),
    distros: weighted(containerDistros, ({ share }) => valueOn(share, day)),
    distroOpenssl: new Map(
      distros.map((distro) => [distro, newestVersion(distro.openssl)(day)] as const),
    ),
    pythons: usedPythons(day),
    setuptools: laggingVersions(day, newestSetuptools, { pace: PACE.setuptools }),
    rust: laggingVersions(day, newestRust, { pace: PACE.rust }),
    tls: weighted(tlsWeights(day), (weight) => weight),
  };
}

function versionsOfInstaller({ newest, pace }: Installer, day: number): LaggingVersions {
  return laggingVersions(day, newest, { pace });
}

function shareOfMachine({ share, weekend = SERVERS_ON_WEEKENDS }: Machine, day: number): number {
  const isWeekend = dayOfWeek(day) % 6 === 0;
  return valueOn(share, day) * (isWeekend ? weekend : 1);
}

/** Picks the index of an item, in proportion to its weight. */
function weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): WeightedNumbers {
  return new WeightedNumbers([...items.keys()], items.map(weightOf));
}
