import type { Knot } from '../days/knots.ts';
import type { VersionLine } from '../releases/version-lines.ts';
import { type LinuxDistro, redHatDistros } from './distros.ts';

/** A kind of machine that downloads: its operating system and processor. */
export interface Machine {
  readonly system: 'Linux' | 'Darwin' | 'Windows';
  /** Releases of the operating system. */
  readonly releases: readonly VersionLine[];
  readonly cpu: string;
  /** Its downloads relative to other machines (approximate). */
  readonly share: readonly Knot[];
  /** Downloads on a day of the weekend, relative to a weekday. Default: 0.7, as of servers. */
  readonly weekend?: number;
  /** Percentage of its downloads that report continuous integration. Default: 3. */
  readonly ci?: number;
  /** Its Linux distribution. Default: that of a container. */
  readonly distro?: LinuxDistro;
  /** Versions of OpenSSL that its Python has, where no Linux distribution decides. */
  readonly openssl?: readonly VersionLine[];
}

/** Downloads of desktop machines on a day of the weekend, relative to a weekday. */
const ON_DESKTOPS = 0.38;

const azureKernels: readonly VersionLine[] = [
  { from: '2019-01-01', text: '5.0.0-#-azure', first: 1014, days: 25 },
  { from: '2020-06-01', text: '5.4.0-#-azure', first: 1020, days: 25 },
  { from: '2022-01-15', text: '5.15.0-#-azure', first: 1014, days: 22 },
  { from: '2023-09-01', text: '6.2.0-#-azure', first: 1009, days: 22 },
  { from: '2024-02-15', text: '6.5.0-#-azure', first: 1016, days: 22 },
  { from: '2024-09-15', text: '6.8.0-#-azure', first: 1014, days: 22 },
  { from: '2025-05-15', text: '6.11.0-#-azure', first: 1014, days: 22 },
];

const windowsOpenssl: readonly VersionLine[] = [
  { from: '2019-01-01', text: 'OpenSSL 1.1.1d  10 Sep 2019' },
  { from: '2022-10-24', text: 'OpenSSL 1.1.1q  5 Jul 2022' },
  { from: '2023-12-10', text: 'OpenSSL 3.0.11 19 Sep 2023' },
  { from: '2024-10-10', text: 'OpenSSL 3.0.15 3 Sep 2024' },
];

const macOpenssl: readonly VersionLine[] = [
  { from: '2019-01-01', text: 'OpenSSL 1.1.1d  10 Sep 2019' },
  { from: '2022-01-01', text: 'OpenSSL 1.1.1m  14 Dec 2021' },
  { from: '2024-03-01', text: 'OpenSSL 3.2.1 30 Jan 2024' },
  { from: '2024-11-15', text: 'OpenSSL 3.4.0 22 Oct 2024' },
];

/** Darwin has a new major version every autumn. */
const darwin: readonly VersionLine[] = [
  { from: '2018-09-24', text: '18.#.0', days: 60 },
  { from: '2019-10-07', text: '19.#.0', days: 60 },
  { from: '2020-11-12', text: '20.#.0', first: 1, days: 60 },
  { from: '2021-10-25', text: '21.#.0', first: 1, days: 65 },
  { from: '2022-10-24', text: '22.#.0', first: 1, days: 62 },
  { from: '2023-09-26', text: '23.#.0', days: 56 },
  { from: '2024-09-16', text: '24.#.0', days: 56 },
  { from: '2025-09-15', text: '25.#.0', days: 56 },
  { from: '2026-09-15', text: '26.#.0', days: 56 },
];

/** The machines. Numbers in the names of kernels are approximate. */
export const machines: readonly Machine[] = [
  {
    system: 'Linux',
    cpu: 'x86_64',
    share: [
      ['2019-01-01', 22],
      ['2023-01-01', 18],
      ['2027-01-01', 9],
    ],
    releases: [
      { from: '2019-01-01', text: '4.14.#-172.amzn2.x86_64', first: 104, days: 9 },
      { from: '2021-10-01', text: '5.10.#-212.amzn2.x86_64', first: 75, days: 8 },
    ],
  },
  {
    system: 'Linux',
    cpu: 'x86_64',
    share: [
      ['2023-03-15', 0],
      ['2024-06-01', 8],
      ['2026-06-01', 15],
    ],
    releases: [
      { from: '2023-03-15', text: '6.1.#-33.amzn2023.x86_64', first: 15, days: 8 },
      { from: '2025-08-01', text: '6.12.#-59.amzn2023.x86_64', first: 37, days: 9 },
    ],
  },
  {
    system: 'Linux',
    cpu: 'aarch64',
    share: [
      ['2021-01-01', 0.6],
      ['2023-06-01', 3],
      ['2026-06-01', 7],
    ],
    releases: [
      { from: '2021-10-01', text: '5.10.#-212.amzn2.aarch64', first: 75, days: 8 },
      { from: '2023-09-15', text: '6.1.#-33.amzn2023.aarch64', first: 49, days: 8 },
    ],
  },
  {
    system: 'Linux',
    cpu: 'x86_64',
    share: [
      ['2019-01-01', 14],
      ['2022-01-01', 19],
      ['2026-01-01', 23],
    ],
    releases: azureKernels,
    weekend: 0.45,
    ci: 88,
  },
  {
    system: 'Linux',
    cpu: 'aarch64',
    share: [
      ['2025-01-16', 0],
      ['2026-06-01', 1.6],
    ],
    releases: azureKernels,
    weekend: 0.45,
    ci: 92,
  },
  {
    system: 'Linux',
    cpu: 'x86_64',
    share: [
      ['2019-01-01', 7],
      ['2025-01-01', 11],
    ],
    releases: [
      { from: '2019-01-01', text: '4.19.#+', first: 76, days: 12 },
      { from: '2021-06-01', text: '5.10.#+', first: 68, days: 10 },
      { from: '2023-02-01', text: '5.15.#+', first: 89, days: 9 },
      { from: '2024-02-15', text: '6.1.#+', first: 58, days: 12 },
      { from: '2025-06-15', text: '6.6.#+', first: 72, days: 12 },
    ],
  },
  {
    system: 'Linux',
    cpu: 'x86_64',
    share: [
      ['2019-01-01', 14],
      ['2025-01-01', 11],
    ],
    releases: [
      { from: '2019-01-01', text: '4.15.0-#-generic', first: 43, days: 12 },
      { from: '2020-06-01', text: '5.4.0-#-generic', first: 33, days: 13 },
      { from: '2022-06-01', text: '5.15.0-#-generic', first: 33, days: 11 },
      { from: '2024-07-01', text: '6.8.0-#-generic', first: 36, days: 14 },
    ],
  },
  {
    system: 'Linux',
    cpu: 'x86_64',
    share: [
      ['2019-01-01', 8],
      ['2025-01-01', 9],
    ],
    releases: [
      { from: '2019-01-01', text: '4.15.0-#-aws', first: 1031, days: 22 },
      { from: '2020-08-01', text: '5.4.0-#-aws', first: 1020, days: 24 },
      { from: '2022-09-01', text: '5.15.0-#-aws', first: 1019, days: 20 },
      { from: '2024-08-01', text: '6.8.0-#-aws', first: 1012, days: 22 },
    ],
  },
  {
    system: 'Linux',
    cpu: 'x86_64',
    share: [
      ['2019-01-01', 2],
      ['2025-01-01', 3.5],
    ],
    releases: [{ from: '2019-01-01', text: '4.4.0' }],
  },
  {
    system: 'Linux',
    cpu: 'aarch64',
    share: [
      ['2021-03-01', 0.2],
      ['2024-01-01', 2.4],
      ['2027-01-01', 3.2],
    ],
    releases: [
      { from: '2021-03-01', text: '5.10.#-linuxkit', first: 25, days: 18 },
      { from: '2023-03-01', text: '5.15.49-linuxkit-pr' },
      { from: '2023-09-15', text: '6.3.13-linuxkit' },
      { from: '2024-02-15', text: '6.6.#-linuxkit', first: 12, days: 16 },
      { from: '2024-11-01', text: '6.10.14-linuxkit' },
    ],
    weekend: ON_DESKTOPS,
  },
  {
    system: 'Linux',
    cpu: 'x86_64',
    share: [
      ['2020-06-01', 0.3],
      ['2023-01-01', 2.2],
      ['2026-01-01', 2.6],
    ],
    releases: [
      { from: '2020-06-01', text: '4.19.128-microsoft-standard' },
      { from: '2021-07-01', text: '5.10.#-microsoft-standard-WSL2', first: 16, days: 9 },
      { from: '2022-11-22', text: '5.15.#.1-microsoft-standard-WSL2', first: 79, days: 9 },
      { from: '2025-05-24', text: '6.6.87.#-microsoft-standard-WSL2', first: 1, days: 90 },
    ],
    weekend: ON_DESKTOPS,
  },
  {
    system: 'Linux',
    cpu: 'x86_64',
    share: [
      ['2019-05-07', 0.6],
      ['2023-01-01', 1.8],
      ['2028-01-01', 0.8],
    ],
    releases: [{ from: '2019-05-07', text: '4.18.0-#.el8.x86_64', first: 80, days: 4 }],
    distro: redHatDistros[8],
  },
  {
    system: 'Linux',
    cpu: 'x86_64',
    share: [
      ['2022-05-17', 0],
      ['2025-01-01', 1.6],
    ],
    releases: [{ from: '2022-05-17', text: '5.14.0-#.el9.x86_64', first: 70, days: 3 }],
    distro: redHatDistros[9],
  },
  {
    system: 'Darwin',
    cpu: 'arm64',
    share: [
      ['2020-11-17', 0],
      ['2022-06-01', 2],
      ['2024-06-01', 4.4],
      ['2027-01-01', 5.6],
    ],
    releases: darwin,
    weekend: ON_DESKTOPS,
    ci: 12,
    openssl: macOpenssl,
  },
  {
    system: 'Darwin',
    cpu: 'x86_64',
    share: [
      ['2019-01-01', 9],
      ['2021-01-01', 7],
      ['2024-06-01', 1.4],
      ['2027-01-01', 0.4],
    ],
    releases: darwin,
    weekend: ON_DESKTOPS,
    ci: 8,
    openssl: macOpenssl,
  },
  ...(
    [
      ['10', 7, 4, 1, 1],
      ['11', 0, 1.6, 3.2, 1],
      ['2019Server', 0.8, 0.4, 0.2, 45],
      ['2022Server', 0, 0.5, 0.6, 70],
    ] as const
  ).map(([release, early, middle, late, ci]) =>
    windows(release, {
      share: [
        ['2021-10-05', early],
        ['2023-06-01', middle],
        ['2026-06-01', late],
      ],
      ci,
    }),
  ),
];

function windows(release: string, { share, ci }: Required<Pick<Machine, 'share' | 'ci'>>): Machine {
  return {
    system: 'Windows',
    cpu: 'AMD64',
    share,
    releases: [{ from: '2019-01-01', text: release }],
    weekend: ON_DESKTOPS,
    ci,
    openssl: windowsOpenssl,
  };
}

/**
 * The version of macOS that has this release of Darwin as its kernel.
 *
 * @example
 * macosVersion('24.1.0') // => '15.1'
 * macosVersion('25.1.0') // => '26.1'
 */
export function macosVersion(darwinRelease: string): string {
  const [major = 0, minor = 0] = darwinRelease.split('.').map(Number);
  if (major < 20) return `10.${major - 4}.${minor}`;
  return `${major < 25 ? major - 9 : major + 1}.${minor}`;
}
