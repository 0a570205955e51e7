import type { JsonValue } from '../../../model/json-row.ts';
import type { RawValue } from '../../../model/raw-rows.ts';
import type { PieceDraws } from '../rows/piece-draws.ts';
import type { LinuxDistro } from './distros.ts';
import { installers } from './installers.ts';
import { machines, macosVersion } from './machines.ts';
import { toldBy } from './told-details.ts';

/** The distribution of a system. It has all members; unknown ones are null. */
export type DistroRecord = {
  readonly name: string;
  readonly version: string;
  readonly id: string | null;
  readonly libc: { readonly lib: string; readonly version: string } | null;
};

/** pip detects glibc only; uv detects musl as well. */
const findsMusl = installers.map(({ tells }) => tells === 'machine');

/**
 * The distribution in each row. Windows has none, and macOS has no libc. Rows share records, so that nobody
 * may write to one.
 */
export function distroRecords(draws: PieceDraws): RawValue[] {
  const { installers: numbers, machines: ofMachines, kernels, mix, length } = draws;
  const isTold = toldBy('distro');
  const records: RawValue[] = new Array(length);
  for (let row = 0; row < length; row += 1) {
    records[row] = null;
    const installer = numbers[row] as number;
    if (isTold[installer] !== 1) continue;
    const distro = draws.distroOf(row);
    if (distro !== undefined) {
      records[row] = recordOfLinux(distro, findsMusl[installer] === true);
      continue;
    }
    const machine = ofMachines[row] as number;
    if (machines[machine]?.system !== 'Darwin') continue;
    records[row] = recordOfMac(mix.kernels[machine]?.texts[kernels[row] as number] ?? '');
  }
  return records;
}

const linuxRecords = new Map<LinuxDistro, readonly [plain: DistroRecord, withMusl: DistroRecord]>();
const macRecords = new Map<string, JsonValue>();

function recordOfLinux(distro: LinuxDistro, isMuslFound: boolean): DistroRecord {
  const records = linuxRecords.get(distro) ?? recordsOf(distro);
  linuxRecords.set(distro, records);
  return records[isMuslFound ? 1 : 0];
}

function recordsOf({
  name,
  version,
  id,
  libc,
  libcVersion,
}: LinuxDistro): readonly [DistroRecord, DistroRecord] {
  const found = { name, version, id, libc: { lib: libc, version: libcVersion } };
  return [libc === 'glibc' ? found : { ...found, libc: null }, found];
}

function recordOfMac(darwin: string): JsonValue {
  const record = macRecords.get(darwin) ?? {
    name: 'macOS',
    version: macosVersion(darwin),
    id: null,
    libc: null,
  };
  macRecords.set(darwin, record);
  return record;
}
