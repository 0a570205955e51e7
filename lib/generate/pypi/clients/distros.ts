import type { Knot } from '../days/knots.ts';
import type { VersionLine } from '../releases/version-lines.ts';

/** A Linux distribution, as installers describe it. */
export interface LinuxDistro {
  readonly name: string;
  readonly version: string;
  /** Code name of the version. */
  readonly id: string | null;
  readonly libc: 'glibc' | 'musl';
  readonly libcVersion: string;
  /** Its share of containers, relative to others (approximate). */
  readonly share: readonly Knot[];
  /** Versions of OpenSSL that its Python has. */
  readonly openssl: readonly VersionLine[];
}

function only(text: string): readonly VersionLine[] {
  return [{ from: '1970-01-01', text }];
}

/** The distributions that run in containers. */
export const containerDistros: readonly LinuxDistro[] = [
  {
    name: 'Debian GNU/Linux',
    version: '13',
    id: 'trixie',
    libc: 'glibc',
    libcVersion: '2.41',
    share: [
      ['2025-08-09', 0],
      ['2026-02-01', 16],
      ['2027-06-01', 36],
    ],
    openssl: only('OpenSSL 3.5.1 1 Jul 2025'),
  },
  {
    name: 'Debian GNU/Linux',
    version: '12',
    id: 'bookworm',
    libc: 'glibc',
    libcVersion: '2.36',
    share: [
      ['2023-06-10', 0],
      ['2024-01-01', 24],
      ['2025-08-01', 42],
      ['2027-06-01', 16],
    ],
    openssl: [
      { from: '2023-06-10', text: 'OpenSSL 3.0.9 30 May 2023' },
      { from: '2023-10-01', text: 'OpenSSL 3.0.11 19 Sep 2023' },
      { from: '2024-10-01', text: 'OpenSSL 3.0.15 3 Sep 2024' },
      { from: '2025-07-20', text: 'OpenSSL 3.0.17 1 Jul 2025' },
    ],
  },
  {
    name: 'Debian GNU/Linux',
    version: '11',
    id: 'bullseye',
    libc: 'glibc',
    libcVersion: '2.31',
    share: [
      ['2021-08-14', 0],
      ['2022-06-01', 34],
      ['2023-06-01', 40],
      ['2026-01-01', 8],
      ['2028-01-01', 2],
    ],
    openssl: [
      { from: '2021-08-14', text: 'OpenSSL 1.1.1k  25 Mar 2021' },
      { from: '2022-04-01', text: 'OpenSSL 1.1.1n  15 Mar 2022' },
      { from: '2023-10-08', text: 'OpenSSL 1.1.1w  11 Sep 2023' },
    ],
  },
  {
    name: 'Debian GNU/Linux',
    version: '10',
    id: 'buster',
    libc: 'glibc',
    libcVersion: '2.28',
    share: [
      ['2019-07-06', 4],
      ['2020-06-01', 40],
      ['2021-08-01', 42],
      ['2023-06-01', 5],
      ['2026-01-01', 1],
    ],
    openssl: only('OpenSSL 1.1.1d  10 Sep 2019'),
  },
  {
    name: 'Ubuntu',
    version: '24.04',
    id: 'noble',
    libc: 'glibc',
    libcVersion: '2.39',
    share: [
      ['2024-04-25', 0],
      ['2025-01-15', 15],
      ['2026-06-01', 24],
    ],
    openssl: only('OpenSSL 3.0.13 30 Jan 2024'),
  },
  {
    name: 'Ubuntu',
    version: '22.04',
    id: 'jammy',
    libc: 'glibc',
    libcVersion: '2.35',
    share: [
      ['2022-04-21', 0],
      ['2023-03-01', 24],
      ['2024-12-01', 22],
      ['2027-06-01', 7],
    ],
    openssl: only('OpenSSL 3.0.2 15 Mar 2022'),
  },
  {
    name: 'Ubuntu',
    version: '20.04',
    id: 'focal',
    libc: 'glibc',
    libcVersion: '2.31',
    share: [
      ['2020-04-23', 0],
      ['2021-06-01', 22],
      ['2023-01-01', 20],
      ['2025-06-01', 5],
      ['2027-06-01', 1],
    ],
    openssl: only('OpenSSL 1.1.1f  31 Mar 2020'),
  },
  {
    name: 'Ubuntu',
    version: '18.04',
    id: 'bionic',
    libc: 'glibc',
    libcVersion: '2.27',
    share: [
      ['2019-01-01', 30],
      ['2021-01-01', 20],
      ['2023-06-01', 3],
      ['2026-01-01', 0.5],
    ],
    openssl: only('OpenSSL 1.1.1  11 Sep 2018'),
  },
  {
    name: 'Amazon Linux',
    version: '2023',
    id: null,
    libc: 'glibc',
    libcVersion: '2.34',
    share: [
      ['2023-03-15', 0],
      ['2024-06-01', 5],
      ['2026-06-01', 13],
    ],
    openssl: only('OpenSSL 3.0.8 7 Feb 2023'),
  },
  {
    name: 'Amazon Linux',
    version: '2',
    id: null,
    libc: 'glibc',
    libcVersion: '2.26',
    share: [
      ['2019-01-01', 9],
      ['2023-01-01', 13],
      ['2026-06-01', 3],
      ['2028-01-01', 1],
    ],
    openssl: only('OpenSSL 1.1.1g  FIPS 21 Apr 2020'),
  },
  ...(
    [
      ['3.12.12', '2020-05-29', '2022-05-01', 'OpenSSL 1.1.1g  21 Apr 2020'],
      ['3.16.9', '2022-05-23', '2024-05-01', 'OpenSSL 1.1.1o  3 May 2022'],
      ['3.20.3', '2024-05-22', '2026-04-01', 'OpenSSL 3.3.0 9 Apr 2024'],
      ['3.22.1', '2025-07-16', '2028-04-01', 'OpenSSL 3.5.1 1 Jul 2025'],
    ] as const
  ).map(([version, from, until, openssl]) => alpine(version, { from, until, openssl })),
  {
    name: 'Rocky Linux',
    version: '9.4',
    id: 'Blue Onyx',
    libc: 'glibc',
    libcVersion: '2.34',
    share: [
      ['2024-05-09', 0],
      ['2025-01-01', 1.2],
    ],
    openssl: only('OpenSSL 3.0.7 1 Nov 2022'),
  },
  {
    name: 'CentOS Linux',
    version: '7',
    id: 'Core',
    libc: 'glibc',
    libcVersion: '2.17',
    share: [
      ['2019-01-01', 12],
      ['2022-01-01', 6],
      ['2025-01-01', 1],
      ['2028-01-01', 0.1],
    ],
    openssl: only('OpenSSL 1.1.1k  FIPS 25 Mar 2021'),
  },
];

function alpine(
  version: string,
  {
    from,
    until,
    openssl,
  }: { readonly from: string; readonly until: string; readonly openssl: string },
): LinuxDistro {
  return {
    name: 'Alpine Linux',
    version,
    id: null,
    libc: 'musl',
    libcVersion: '1.2',
    share: [
      [from, 0],
      [until, 1.6],
      ['2029-01-01', 0.1],
    ],
    openssl: only(openssl),
  };
}

/** The distributions that run on Red Hat's own kernels, by major version. */
export const redHatDistros = {
  8: {
    name: 'Red Hat Enterprise Linux',
    version: '8.10',
    id: 'Ootpa',
    libc: 'glibc',
    libcVersion: '2.28',
    share: [],
    openssl: only('OpenSSL 1.1.1k  FIPS 25 Mar 2021'),
  },
  9: {
    name: 'Red Hat Enterprise Linux',
    version: '9.4',
    id: 'Plow',
    libc: 'glibc',
    libcVersion: '2.34',
    share: [],
    openssl: only('OpenSSL 3.0.7 1 Nov 2022'),
  },
} as const satisfies Readonly<Record<number, LinuxDistro>>;
