import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { isRecord } from '../../../lib/model/is-record.ts';
import { periodsWithin, type TimedPeriod } from '../../../lib/model/period.ts';
import type { RawValue } from '../../../lib/model/raw-rows.ts';
import {
  allColumns,
  dayOf,
  daysFrom,
  rowsOf,
  shareOf,
  someDownloads,
  valuesOf,
} from './some-downloads.ts';

type Row = Record<string, RawValue>;

const downloads = someDownloads({ downloads: 6000 });
const day = dayOf('2026-11-18');

let rows: Row[] = [];

beforeAll(() => {
  rows = rowsOf(downloads, day);
});

describe('generated downloads', () => {
  it('have the values that they always had', () => {
    const some = rowsOf(someDownloads({ dirt: 0.05 }), dayOf('2024-06-12'));

    expect(digestOf(rows)).toBe('695a2e748cf5c8f88065c3e33ad2a48db02b4cff28031921c5fad4c4e2063d4d');
    expect(digestOf(some)).toBe('b944c46a1fc1d77ecfb90be11536f90bca782864fddf17bbb82dfbfab5d430bc');
  });

  it('are the same for the same options and period, whatever was made before', () => {
    const others = someDownloads({ downloads: 6000 });
    others.countRows(dayOf('2023-01-01'));
    const again = rowsOf(others, day);

    expect(again).toEqual(rows);
  });

  it('are others with another seed, project or number', () => {
    const first = rows.slice(0, 20);

    for (const options of [{ seed: 'demo' }, { project: 'duckdb-engine' }, { downloads: 6100 }]) {
      const other = someDownloads({ downloads: 6000, ...options });
      expect(rowsOf(other, day).slice(0, 20)).not.toEqual(first);
    }
  });

  it('of a day are those of its hours, with the positions of the day', () => {
    const ofHours = periodsWithin(day, 'hour').flatMap((hour) => rowsOf(downloads, hour));
    const positions = [...downloads.rows(day, [])].flatMap((piece) => Array.from(piece.positions));

    expect(ofHours).toEqual(rows);
    expect(positions).toEqual(Array.from({ length: rows.length }, (_, row) => row + 1));
    expect(downloads.countRows(day)).toBe(rows.length);
  });

  it('come in pieces of at most 8,192 rows', () => {
    const many = someDownloads({ downloads: 2_000_000 });
    const [hour] = periodsWithin(day, 'hour').slice(13) as [TimedPeriod];
    const lengths = [...many.rows(hour, ['project'])].map(({ length }) => length);

    expect(new Set(lengths.slice(0, -1))).toEqual(new Set([8192]));
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(many.countRows(hour));
  });

  it('do not depend on the other columns that are asked for', () => {
    fc.assert(
      fc.property(fc.subarray([...allColumns], { minLength: 1 }), (columns) => {
        const some = rowsOf(downloads, day, columns).slice(0, 300);

        expect(some).toEqual(
          rows
            .slice(0, 300)
            .map((row) => Object.fromEntries(columns.map((name) => [name, row[name]]))),
        );
      }),
      { numRuns: 8 },
    );
  });

  it('may begin with any row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: rows.length + 5 }), (first) => {
        const pieces = [...downloads.rows(day, ['details_python', 'timestamp'], first)];

        const values = pieces.flatMap(({ columns }) => columns[0] ?? []);
        expect(pieces[0]?.positions[0]).toBe(first < rows.length ? first + 1 : undefined);
        expect(values).toEqual(rows.slice(first).map((row) => row.details_python));
      }),
      { numRuns: 10 },
    );
  });

  it('refuse a column that the table does not have', () => {
    for (const name of ['file', 'constructor', 'details_distro_name']) {
      expect(() => [...downloads.rows(day, [name])]).toThrow(RangeError);
    }
  });

  it('conform to the schema of the public table', () => {
    const schema: Field[] = JSON.parse(
      readFileSync('test/schemas/bigquery/pypi_file_downloads.json', 'utf8'),
    );
    const fields = new Map(leavesOf(schema));

    expect([...fields.keys()].sort()).toEqual([...allColumns].sort());
    for (const name of allColumns) {
      const field = fields.get(name);
      const wrong = rows.filter((row) => field === undefined || !conforms(row[name], field));
      expect(wrong.slice(0, 3)).toEqual([]);
    }
  });
});

describe('the moments of downloads', () => {
  it('lie in the day, in the order of time, to the second', () => {
    const moments = rows.map(({ timestamp }) => String(timestamp));

    expect(moments.every((text) => /^2026-11-18T\d\d:\d\d:\d\dZ$/.test(text))).toBe(true);
    expect(moments).toEqual([...moments].sort());
  });

  it('are more in the first minutes of an hour', () => {
    const minutes = rows.map(({ timestamp }) => Number(String(timestamp).slice(14, 16)));

    expect(shareOf(minutes, (minute) => minute === 0)).toBeGreaterThan(1.4 / 60);
    expect(new Set(minutes).size).toBe(60);
  });
});

describe('the shares of downloads', () => {
  it('are those of Linux, Darwin and Windows', () => {
    const known = rows.map((row) => row.details_system_name).filter((name) => name !== null);
    const share = (name: string) => shareOf(known, (one) => one === name);

    expect(share('Linux')).toBeGreaterThan(0.85);
    expect(share('Linux')).toBeLessThan(0.92);
    expect(share('Darwin')).toBeGreaterThan(0.03);
    expect(share('Windows')).toBeGreaterThan(0.02);
    expect(1 - known.length / rows.length).toBeGreaterThan(0.03);
    expect(1 - known.length / rows.length).toBeLessThan(0.08);
  });

  it('are more of servers at weekends', () => {
    const desks = (date: string) =>
      shareOf(valuesOf(downloads, [dayOf(date)], 'details_system_name'), (name) =>
        ['Darwin', 'Windows'].includes(String(name)),
      );

    expect(desks('2026-11-21')).toBeLessThan(0.75 * desks('2026-11-18'));
  });

  it('are those of countries, half of them the United States', () => {
    const codes = rows.map((row) => row.country_code);

    expect(shareOf(codes, (code) => code === 'US')).toBeGreaterThan(0.45);
    expect(shareOf(codes, (code) => code === 'US')).toBeLessThan(0.6);
    expect(shareOf(codes, (code) => code === 'BR')).toBeGreaterThan(0.01);
    expect(new Set(codes).size).toBeGreaterThan(35);
  });

  it('are those of Asia when it is day there', () => {
    const inHour = (hour: number) =>
      valuesOf(downloads, periodsWithin(day, 'hour').slice(hour, hour + 3), 'country_code');
    const asia = (code: RawValue) => ['JP', 'KR', 'CN', 'SG', 'AU'].includes(String(code));

    expect(shareOf(inHour(2), asia)).toBeGreaterThan(1.4 * shareOf(inHour(17), asia));
  });

  it('move from pip to uv since 2024', () => {
    const uv = (date: string) =>
      shareOf(
        valuesOf(downloads, [dayOf(date)], 'details_installer_name'),
        (name) => name === 'uv',
      );

    expect(uv('2024-02-10')).toBe(0);
    expect(uv('2025-01-15')).toBeGreaterThan(0.05);
    expect(uv('2026-11-18')).toBeGreaterThan(0.3);
  });

  it('move from one Python to the next', () => {
    const minors = (date: string) =>
      valuesOf(downloads, [dayOf(date)], 'details_python').map(minorOf);
    const share = (date: string, minor: number) => shareOf(minors(date), (one) => one === minor);

    expect(share('2025-10-06', 14)).toBe(0);
    expect(share('2025-11-19', 14)).toBeGreaterThan(0.002);
    expect(share('2026-11-18', 14)).toBeGreaterThan(0.1);
    expect(share('2022-06-15', 8)).toBeGreaterThan(3 * share('2026-11-18', 8));
    expect(share('2026-11-18', 8)).toBeGreaterThan(0.005);
  });

  it('are of continuous integration mostly on its own machines', () => {
    const isCi = (row: Row) => row.details_ci === true;
    const azure = rows.filter(
      (row) =>
        /azure$/.test(String(row.details_system_release)) &&
        ['pip', 'uv'].includes(String(row.details_installer_name)),
    );

    expect(shareOf(azure, isCi)).toBeGreaterThan(0.8);
    expect(shareOf(rows, isCi)).toBeGreaterThan(0.1);
    expect(shareOf(rows, isCi)).toBeLessThan(0.4);
    expect(rows.some((row) => row.details_ci === false)).toBe(false);
  });
});

describe('the columns of a download', () => {
  it('agree on its file', () => {
    const agrees = (row: Row): boolean => {
      const [name, version] = [String(row.file_filename), String(row.file_version)];
      const isWheel = row.file_type === 'bdist_wheel';
      return (
        row.project === 'duckdb' &&
        row.file_project === row.project &&
        name.startsWith(`duckdb-${version}${isWheel ? '-' : '.tar.gz'}`) &&
        name.endsWith(isWheel ? '.whl' : '.tar.gz') &&
        /^\/packages\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{60}\/[^/]+$/.test(String(row.url)) &&
        String(row.url).endsWith(`/${name}`)
      );
    };

    expect(rows.filter((row) => !agrees(row)).slice(0, 3)).toEqual([]);
    expect(shareOf(rows, (row) => row.file_type === 'sdist')).toBeLessThan(0.08);
    expect(shareOf(rows, (row) => row.file_type === 'sdist')).toBeGreaterThan(0.003);
  });

  it('agree on the wheel for Python, system and processor', () => {
    const wheels = rows.filter(
      (row) => row.file_type === 'bdist_wheel' && row.details_cpu !== null,
    );
    const tags: Readonly<Record<string, RegExp>> = {
      'Linux x86_64': /-(many|musl)linux[\w.]+_x86_64\.whl$/,
      'Linux aarch64': /-manylinux[\w.]+_aarch64\.whl$/,
      'Darwin arm64': /-macosx_\d+_\d+_arm64\.whl$/,
      'Darwin x86_64': /-macosx_\d+_\d+_x86_64\.whl$/,
      'Windows AMD64': /-win_amd64\.whl$/,
    };
    const agrees = (row: Row): boolean => {
      const [name, minor] = [String(row.file_filename), minorOf(row.details_python)];
      const machine = `${row.details_system_name} ${row.details_cpu}`;
      const isForPython =
        new RegExp(`-cp3${minor}-cp3${minor}m?-`).test(name) ||
        (name.includes('-cp312-abi3-') && minor >= 12);
      return isForPython && tags[machine]?.test(name) === true;
    };

    expect(wheels.filter((row) => !agrees(row)).slice(0, 3)).toEqual([]);
    expect(wheels.length).toBeGreaterThan(0.8 * rows.length);
  });

  it('agree on Python and its implementation', () => {
    const agrees = (row: Row): boolean =>
      row.details_python === null || row.details_python === row.details_implementation_version;
    const named = (row: Row): boolean =>
      (row.details_implementation_name === null) === (row.details_implementation_version === null);

    expect(rows.every(agrees)).toBe(true);
    expect(rows.every(named)).toBe(true);
  });

  it('agree on the system and its distribution', () => {
    const agrees = ({
      details_distro: distro,
      details_system_name: system,
      ...row
    }: Row): boolean => {
      if (!isRecord(distro)) return distro === null && (system !== 'Linux' || isBrief(row));
      if (distro.name === 'macOS') return system === 'Darwin' && distro.libc === null;
      return system === 'Linux' && (isRecord(distro.libc) || distro.name === 'Alpine Linux');
    };
    const isBrief = (row: Row): boolean => row.details_installer_name === 'poetry';

    expect(rows.filter((row) => !agrees(row)).slice(0, 3)).toEqual([]);
    expect(
      rows.every(
        ({ details_system_name: system, details_distro: distro }) =>
          system !== 'Windows' || distro === null,
      ),
    ).toBe(true);
  });

  it('tell of musl only where uv does', () => {
    const alpine = rows.filter(
      ({ details_distro: distro }) => isRecord(distro) && distro.name === 'Alpine Linux',
    );
    const libcOf = ({ details_distro: distro }: Row) =>
      isRecord(distro) ? distro.libc : undefined;

    for (const row of alpine) {
      expect(libcOf(row)).toEqual(
        row.details_installer_name === 'uv' ? { lib: 'musl', version: '1.2' } : null,
      );
    }
    expect(alpine.length).toBeGreaterThan(10);
  });

  it('tell as much as the installer does', () => {
    const told = (names: readonly string[]): Set<string> =>
      new Set(
        rows
          .filter((row) => names.includes(String(row.details_installer_name)))
          .flatMap((row) => allColumns.filter((name) => row[name] !== null)),
      );

    expect(told(['uv'])).not.toContain('details_setuptools_version');
    expect(told(['uv'])).not.toContain('details_openssl_version');
    expect(told(['uv'])).toContain('details_cpu');
    expect(told(['pip'])).toEqual(new Set(allColumns));
    expect([...told(['poetry'])].filter((name) => name.startsWith('details_')).sort()).toEqual([
      'details_implementation_name',
      'details_implementation_version',
      'details_installer_name',
      'details_installer_version',
      'details_system_name',
      'details_system_release',
    ]);
    expect(
      [...told(['bandersnatch', 'Nexus'])].filter((name) => name.startsWith('details_')).sort(),
    ).toEqual(['details_installer_name', 'details_installer_version']);
    expect([...told(['null'])].filter((name) => name.startsWith('details_'))).toEqual([]);
  });

  it('agree on protocol and cipher', () => {
    for (const { tls_protocol: protocol, tls_cipher: cipher } of rows) {
      expect(String(cipher).startsWith(protocol === 'TLSv1.3' ? 'TLS_' : 'ECDHE-')).toBe(true);
    }
  });

  it('name nothing that did not exist on their day', () => {
    const then = rowsOf(downloads, dayOf('2023-03-15'));
    const installers = new Set(then.map((row) => row.details_installer_name));
    const distros = then.map(({ details_distro: distro }) => JSON.stringify(distro));

    expect(installers).not.toContain('uv');
    expect(distros.some((text) => /bookworm|trixie|noble/.test(text))).toBe(false);
    expect(then.some((row) => /^3\.1[2-9]/.test(String(row.details_python)))).toBe(false);
    expect(then.some((row) => /^(0\.[89]|0\.10|1\.)/.test(String(row.file_version)))).toBe(false);
    expect(then.some((row) => /202[4-9]/.test(String(row.details_openssl_version)))).toBe(false);
  });
});

describe('downloads of another project', () => {
  it('have names of files of their own', () => {
    const names = daysFrom('2026-11-16', 1).flatMap((one) =>
      rowsOf(someDownloads({ project: 'big-data-tools' }), one, ['file_filename', 'project']),
    );

    expect(names.every((row) => String(row.file_filename).startsWith('big_data_tools-'))).toBe(
      true,
    );
    expect(new Set(names.map((row) => row.project))).toEqual(new Set(['big-data-tools']));
  });
});

/** A field of the schema. */
interface Field {
  readonly name: string;
  readonly type: string;
  readonly mode: string;
  readonly fields?: readonly Field[];
}

/** The fields by column: `details_distro` is one, the other records are none. */
function leavesOf(fields: readonly Field[], path: readonly string[] = []): [string, Field][] {
  return fields.flatMap((field): [string, Field][] => {
    const column = [...path, field.name].join('_');
    const isRead = field.fields === undefined || column === 'details_distro';
    return isRead ? [[column, field]] : leavesOf(field.fields ?? [], [...path, field.name]);
  });
}

function conforms(value: unknown, { type, mode, fields = [] }: Field): boolean {
  if (value === null) return mode === 'NULLABLE';
  if (type === 'BOOLEAN') return typeof value === 'boolean';
  if (type === 'TIMESTAMP') return Number.isFinite(Date.parse(String(value)));
  if (type === 'STRING') return typeof value === 'string' && value !== '';
  return (
    isRecord(value) &&
    Object.keys(value).join() === fields.map(({ name }) => name).join() &&
    fields.every((field) => conforms(value[field.name], field))
  );
}

function minorOf(version: unknown): number {
  return Number(String(version).split('.')[1]);
}

function digestOf(some: readonly Row[]): string {
  return sha256(Buffer.from(JSON.stringify(some)));
}
