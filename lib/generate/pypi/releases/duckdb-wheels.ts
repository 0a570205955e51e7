import type { PlatformTags, Wheels } from './wheels.ts';

/** The same platform tag for every Python. */
function always(tag: string): PlatformTags {
  return [[0, tag]];
}

const windows = { 'windows-amd64': always('win_amd64') };
const windowsFrom38 = { 'windows-amd64': [[8, 'win_amd64']] } as const;
const macs = {
  'mac-x86_64': always('macosx_10_9_x86_64'),
  'mac-arm64': [[8, 'macosx_11_0_arm64']],
} as const;
const newMacs = {
  'mac-x86_64': [[8, 'macosx_12_0_x86_64']],
  'mac-arm64': [[8, 'macosx_12_0_arm64']],
} as const;
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
const musl2From39 = { 'musl-x86_64': [[9, 'musllinux_1_2_x86_64']] } as const;
const linux2018 = {
  'linux-x86_64': always('manylinux_2_27_x86_64.manylinux_2_28_x86_64'),
  'linux-aarch64': always('manylinux_2_27_aarch64.manylinux_2_28_aarch64'),
};
const linux2026 = {
  'linux-x86_64': always('manylinux_2_26_x86_64.manylinux_2_28_x86_64'),
  'linux-aarch64': always('manylinux_2_26_aarch64.manylinux_2_28_aarch64'),
};

/** The wheels of DuckDB, each from a version on, by the file names on PyPI. */
export const duckdbWheels: readonly (readonly [from: string, wheels: Wheels])[] = [
  ['0.1.0', { pythons: [7, 7], platforms: { 'linux-x86_64': always('manylinux1_x86_64') } }],
  [
    '0.2.1',
    {
      pythons: [7, 8],
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
    '0.2.7',
    {
      pythons: [6, 9],
      platforms: { ...windows, ...macs, 'linux-x86_64': always('manylinux2010_x86_64') },
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
  [
    '0.3.1',
    {
      pythons: [7, 9],
      platforms: {
        ...windows,
        ...macs,
        ...musl1,
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
    '0.10.3',
    {
      pythons: [7, 12],
      platforms: { ...windows, ...macs, ...linux2014, ...linuxArm2014, ...musl2 },
    },
  ],
  [
    '1.0.0',
    {
      pythons: [7, 12],
      platforms: { ...windows, ...newMacs, ...linux2014, ...linuxArm2014, ...musl2 },
    },
  ],
  [
    '1.1.1',
    {
      pythons: [7, 13],
      platforms: { ...windows, ...newMacs, ...linux2014, ...linuxArm2014, ...musl2From39 },
    },
  ],
  [
    '1.2.0',
    {
      pythons: [7, 13],
      platforms: { ...windowsFrom38, ...newMacs, ...linux2014, ...linuxArm2014, ...musl2From39 },
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
