import type { RawValue } from '../../../model/raw-rows.ts';
import type { PieceDraws } from '../rows/piece-draws.ts';
import { distroRecords } from './distro-records.ts';
import { installers } from './installers.ts';
import { machines } from './machines.ts';
import { type ToldMember, toldBy } from './told-details.ts';

/** Makes the values of a column for some rows. */
export type DownloadColumn = (draws: PieceDraws) => RawValue[];

/** Percentage of the clients that have setuptools, before and since Python 3.12, which no longer brings it. */
const WITH_SETUPTOOLS = { before: 92, since: 38 } as const;
const WITHOUT_SETUPTOOLS = 12;

/** Percentage of the clients of pip that have a Rust compiler. */
const WITH_RUST = 5;

const installerNames = installers.map(({ name }) => name);
const machineSystems = machines.map(({ system }) => system);
const machineCpus = machines.map(({ cpu }) => cpu);
const machineCi = machines.map(({ ci = 3 }) => ci);

/** The columns that installers report. */
export const clientColumns: Readonly<Record<string, DownloadColumn>> = {
  details_installer_name: ({ installers: numbers }) =>
    Array.from(numbers, (number) => installerNames[number] ?? null),
  details_installer_version: installerVersions,
  details_python: (draws) => pythonTexts(draws, 'python'),
  details_implementation_name: (draws) => told(draws, 'implementation', () => 'CPython'),
  details_implementation_version: (draws) => pythonTexts(draws, 'implementation'),
  details_distro: distroRecords,
  details_system_name(draws) {
    const { machines: numbers } = draws;
    return told(draws, 'system', (row) => machineSystems[numbers[row] as number]);
  },
  details_system_release: kernelTexts,
  details_cpu(draws) {
    const { machines: numbers } = draws;
    return told(draws, 'cpu', (row) => machineCpus[numbers[row] as number]);
  },
  details_openssl_version: opensslTexts,
  details_setuptools_version: setuptoolsTexts,
  details_rustc_version: rustTexts,
  // Installers report true or nothing: they cannot rule out continuous integration.
  details_ci(draws) {
    const { machines: numbers } = draws;
    const percent = draws.below('ci', 100);
    return told(draws, 'ci', (row) => {
      const isKnown = (percent[row] as number) < (machineCi[numbers[row] as number] ?? 0);
      return isKnown ? true : undefined;
    });
  },
};

/** A value for each row whose installer reports this member, and null for the others. */
function told(
  { installers: numbers, length }: PieceDraws,
  member: ToldMember,
  valueIn: (row: number) => RawValue | undefined,
): RawValue[] {
  const isTold = toldBy(member);
  const values: RawValue[] = new Array(length);
  for (let row = 0; row < length; row += 1) {
    values[row] = isTold[numbers[row] as number] === 1 ? (valueIn(row) ?? null) : null;
  }
  return values;
}

function installerVersions(draws: PieceDraws): RawValue[] {
  const { installers: numbers, mix, first } = draws;
  const stream = draws.streams('installer version');
  return Array.from(numbers, (number, row) => {
    const versions = mix.installerVersions[number];
    if (versions === undefined || installerNames[number] === null) return null;
    return versions.texts[versions.pick(stream.uint32(first + row))] ?? null;
  });
}

function pythonTexts(draws: PieceDraws, member: ToldMember): RawValue[] {
  const { pythons, mix } = draws;
  const { texts } = mix.pythons;
  return told(draws, member, (row) => texts[pythons[row] as number]);
}

function kernelTexts(draws: PieceDraws): RawValue[] {
  const { machines: numbers, kernels } = draws;
  const { kernels: byMachine } = draws.mix;
  return told(
    draws,
    'system',
    (row) => byMachine[numbers[row] as number]?.texts[kernels[row] as number],
  );
}

function opensslTexts(draws: PieceDraws): RawValue[] {
  const { mix, machines: numbers } = draws;
  return told(draws, 'openssl', (row) => {
    const distro = draws.distroOf(row);
    if (distro !== undefined) return mix.distroOpenssl.get(distro);
    return mix.machineOpenssl[numbers[row] as number];
  });
}

function setuptoolsTexts(draws: PieceDraws): RawValue[] {
  const { mix, pythons } = draws;
  const percent = draws.below('has setuptools', 100);
  const versions = draws.draw('setuptools', mix.setuptools);
  return told(draws, 'setuptools', (row) => {
    const minor = mix.pythons.minors[pythons[row] as number] as number;
    const share = minor < WITHOUT_SETUPTOOLS ? WITH_SETUPTOOLS.before : WITH_SETUPTOOLS.since;
    const has = (percent[row] as number) < share;
    return has ? mix.setuptools.texts[versions[row] as number] : undefined;
  });
}

function rustTexts(draws: PieceDraws): RawValue[] {
  const percent = draws.below('has rust', 100);
  const { rust } = draws.mix;
  const versions = draws.draw('rust', rust);
  return told(draws, 'rustc', (row) =>
    (percent[row] as number) < WITH_RUST ? rust.texts[versions[row] as number] : undefined,
  );
}
