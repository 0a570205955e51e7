import type { PlatformTags, Wheels } from './wheels.ts';

/**
 * Releases of DuckDB on PyPI with their dates, from https://duckdb.org/release_calendar and
 * https://endoflife.date/duckdb. The dates of 1.5.1, 1.5.3, 1.5.4 and 2.0.1 are approximate, to about a
 * week. 0.3.3, which few wheels were built of, is left out.
 */
export const duckdbReleases: readonly (readonly [date: string, version: string])[] = [
  ['2019-06-27', '0.1.0'],
  ['2019-09-24', '0.1.1'],
  ['2020-01-06', '0.1.2'],
  ['2020-02-03', '0.1.3'],
  ['2020-03-02', '0.1.5'],
  ['2020-04-05', '0.1.6'],
  ['2020-05-04', '0.1.7'],
  ['2020-05-29', '0.1.8'],
  ['2020-06-19', '0.1.9'],
  ['2020-07-23', '0.2.0'],
  ['2020-08-29', '0.2.1'],
  ['2020-11-01', '0.2.2'],
  ['2020-12-03', '0.2.3'],
  ['2021-02-02', '0.2.4'],
  ['2021-03-10', '0.2.5'],
  ['2021-05-08', '0.2.6'],
  ['2021-06-14', '0.2.7'],
  ['2021-08-02', '0.2.8'],
  ['2021-09-06', '0.2.9'],
  ['2021-10-06', '0.3.0'],
  ['2021-11-16', '0.3.1'],
  ['2022-02-07', '0.3.2'],
  ['2022-04-25', '0.3.4'],
  ['2022-06-20', '0.4.0'],
  ['2022-09-05', '0.5.0'],
  ['2022-09-19', '0.5.1'],
  ['2022-11-14', '0.6.0'],
  ['2022-12-06', '0.6.1'],
  ['2023-02-13', '0.7.0'],
  ['2023-02-27', '0.7.1'],
  ['2023-05-17', '0.8.0'],
  ['2023-06-13', '0.8.1'],
  ['2023-09-26', '0.9.0'],
  ['2023-10-11', '0.9.1'],
  ['2023-11-14', '0.9.2'],
  ['2024-02-13', '0.10.0'],
  ['2024-03-18', '0.10.1'],
  ['2024-04-17', '0.10.2'],
  ['2024-05-22', '0.10.3'],
  ['2024-06-03', '1.0.0'],
  ['2024-09-09', '1.1.0'],
  ['2024-09-24', '1.1.1'],
  ['2024-10-14', '1.1.2'],
  ['2024-11-04', '1.1.3'],
  ['2025-02-05', '1.2.0'],
  ['2025-03-05', '1.2.1'],
  ['2025-04-08', '1.2.2'],
  ['2025-05-21', '1.3.0'],
  ['2025-06-16', '1.3.1'],
  ['2025-07-08', '1.3.2'],
  ['2025-09-16', '1.4.0'],
  ['2025-10-07', '1.4.1'],
  ['2025-11-12', '1.4.2'],
  ['2025-12-09', '1.4.3'],
  ['2026-01-26', '1.4.4'],
  ['2026-03-09', '1.5.0'],
  ['2026-03-23', '1.5.1'],
  ['2026-04-13', '1.5.2'],
  ['2026-05-20', '1.5.3'],
  ['2026-06-17', '1.4.5'],
  ['2026-06-18', '1.5.4'],
  ['2026-07-22', '1.5.5'],
  ['2026-09-28', '1.5.6'],
  ['2026-10-21', '2.0.0'],
  ['2026-11-23', '2.0.1'],
];

/** The same platform tag for every Python. */
function always(tag: string): PlatformTags {
  return [[0, tag]];
}

const windows = { 'windows-amd64': always('win_amd64') };
const macs = {
  'mac-x86_64': always('macosx_10_9_x86_64'),
  'mac-arm64': always('macosx_11_0_arm64'),
};
const newMacs = {
  'mac-x86_64': always('macosx_12_0_x86_64'),
  'mac-arm64': always('macosx_12_0_arm64'),
};
const macsByPython = {
  'mac-arm64': always('macosx_11_0_arm64'),
  'mac-x86_64': [
    [0, 'macosx_10_9_x86_64'],
    [12, 'macosx_10_13_x86_64'],
    [14, 'macosx_10_15_x86_64'],
  ],
} as const;
const linux2014 = { 'linux-x86_64': always('manylinux_2_17_x86_64.manylinux2014_x86_64') };
const linuxArm2014 = { 'linux-aarch64': always('manylinux_2_17_aarch64.manylinux2014_aarch64') };
const musl1 = { 'musl-x86_64': always('musllinux_1_1_x86_64') };
const musl2 = { 'musl-x86_64': always('musllinux_1_2_x86_64') };
const linux2018 = {
  'linux-x86_64': always('manylinux_2_27_x86_64.manylinux_2_28_x86_64'),
  'linux-aarch64': always('manylinux_2_27_aarch64.manylinux_2_28_aarch64'),
};
const linux2026 = {
  'linux-x86_64': always('manylinux_2_26_x86_64.manylinux_2_28_x86_64'),
  'linux-aarch64': always('manylinux_2_26_aarch64.manylinux_2_28_aarch64'),
};

/** The wheels of DuckDB, each from a version on, as the file names on PyPI show them. */
export const duckdbWheels: readonly (readonly [from: string, wheels: Wheels])[] = [
  ['0.1.0', { pythons: [7, 7], platforms: { 'linux-x86_64': always('manylinux1_x86_64') } }],
  [
    '0.2.1',
    {
      pythons: [6, 8],
      platforms: {
        ...windows,
        'linux-x86_64': always('manylinux2010_x86_64'),
        'mac-x86_64': always('macosx_10_9_x86_64'),
      },
    },
  ],
  [
    '0.2.3',
    {
      pythons: [6, 9],
      platforms: {
        ...windows,
        'linux-x86_64': always('manylinux2010_x86_64'),
        'mac-x86_64': always('macosx_10_9_x86_64'),
      },
    },
  ],
  [
    '0.2.8',
    {
      pythons: [6, 9],
      platforms: {
        ...windows,
        ...macs,
        'linux-x86_64': always('manylinux_2_12_x86_64.manylinux2010_x86_64'),
      },
    },
  ],
  ['0.3.2', { pythons: [7, 10], platforms: { ...windows, ...macs, ...linux2014, ...musl1 } }],
  ['0.6.0', { pythons: [7, 11], platforms: { ...windows, ...macs, ...linux2014, ...musl1 } }],
  [
    '0.8.1',
    {
      pythons: [7, 11],
      platforms: { ...windows, ...macs, ...linux2014, ...linuxArm2014, ...musl1 },
    },
  ],
  [
    '0.10.0',
    {
      pythons: [7, 12],
      platforms: { ...windows, ...macs, ...linux2014, ...linuxArm2014, ...musl1 },
    },
  ],
  [
    '1.0.0',
    {
      // There is no wheel for 3.7 on a Mac.
      pythons: [7, 12],
      platforms: { ...windows, ...newMacs, ...linux2014, ...linuxArm2014, ...musl2 },
    },
  ],
  [
    '1.1.1',
    {
      pythons: [7, 13],
      platforms: { ...windows, ...newMacs, ...linux2014, ...linuxArm2014, ...musl2 },
    },
  ],
  ['1.3.0', { pythons: [9, 13], platforms: { ...windows, ...newMacs, ...linux2018, ...musl2 } }],
  ['1.4.0', { pythons: [9, 13], platforms: { ...windows, ...macsByPython, ...linux2018 } }],
  ['1.4.2', { pythons: [9, 14], platforms: { ...windows, ...macsByPython, ...linux2026 } }],
  ['1.5.0', { pythons: [10, 14], platforms: { ...windows, ...macsByPython, ...linux2026 } }],
  [
    '2.0.0',
    {
      pythons: [11, 11],
      abi3: 12,
      platforms: {
        ...windows,
        'mac-arm64': always('macosx_11_0_arm64'),
        'mac-x86_64': always('macosx_10_15_x86_64'),
        'linux-x86_64': always('manylinux_2_27_x86_64.manylinux_2_28_x86_64'),
        'linux-aarch64': always('manylinux_2_26_aarch64.manylinux_2_28_aarch64'),
      },
    },
  ],
];
