import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { podcasts } from '../../../jobs/podcasts.ts';
import { objectKey } from '../../../lib/lake/object-key.ts';
import { parsePeriod } from '../../../lib/model/period.ts';
import { encodeInMemory } from '../../parquet/encode-in-memory.ts';
import { hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { salesInbox, salesWorkbook } from '../dropped-sales.ts';

const SECRET = 'confidential';
const SHOW = { id: 'a', name: 'Data', description: '', total_episodes: 7 };
const LINES = [
  JSON.stringify(SHOW),
  JSON.stringify({ ...SHOW, name: 7, publisher: SECRET }),
  `{"id":null,"description":"${SECRET}","total_episodes":NaN}`,
  SECRET,
];

describe('hourlake check over a file', () => {
  it('lists all faults with their lines, and no value', async () => {
    const file = await aFile('rows.ndjson', `${LINES.join('\n')}\n`);

    const run = await hourlake(['check', '--job', 'podcasts', '--file', file]);

    expect(run).toMatchObject({ code: 3, stderr: '' });
    expect(rowsOf(run.stdout)).toEqual([
      `${file} name type 1 2`,
      `${file} id required 1 3`,
      `${file} name missing 1 3`,
      `${file} total_episodes type 1 3`,
      `${file} the row itself type 1 4`,
    ]);
    expect(run.stdout).toContain(`${file}: the record has further members in 1 row.`);
    expect(run.stdout).toMatch(/against podcasts: 4 rows in 1 file, 5 faults in 3 rows\.\n$/);
    expect(run.stdout).not.toContain(SECRET);
  });

  it('gives the same of a gzipped file and of standard input, also as JSON', async () => {
    const file = await aFile('rows.ndjson.gz', gzipSync(LINES.join('\n')));
    const args = ['check', '--job', 'podcasts', '--format', 'json', '--file'];

    const zipped = await hourlake([...args, file]);
    const piped = await hourlake([...args, '-'], { shell: `gunzip -c '${file}' | "$@"` });

    const [one, other] = [zipped, piped].map(({ stdout }) => JSON.parse(stdout));
    expect([zipped.code, piped.code]).toEqual([3, 3]);
    expect(one).toMatchObject({ job: 'podcasts', passed: false, rows: 4, faultyRows: 3 });
    expect(one.files[0]).toMatchObject({ file, passed: false, extras: [{ field: '', rows: 1 }] });
    expect(one.files[0].faults).toContainEqual({
      field: 'total_episodes',
      rule: 'type',
      rows: 1,
      firstRows: [3],
    });
    expect(other.files).toEqual([{ ...one.files[0], file: 'standard input' }]);
    expect(zipped.stdout).not.toContain(SECRET);
  });

  it('exits with 0 when nothing is wrong', async () => {
    const file = await aFile('rows.ndjson', `${JSON.stringify(SHOW)}\r\n\r\n`);

    expect(await hourlake(['check', '--job', 'podcasts', '--file', file])).toMatchObject({
      code: 0,
      stdout: `${file} against podcasts: 1 row in 1 file, no faults.\n`,
      stderr: '',
    });
  });

  it('needs no more memory for many lines, all with faults', async () => {
    const wrong = JSON.stringify({ ...SHOW, name: 'x'.repeat(200), total_episodes: -1, more: [] });
    const file = await aFile('rows.ndjson', `${wrong}\n`.repeat(400_000));

    const run = await hourlake(['check', '--job', 'podcasts', '--file', file], {
      // The file is larger than the heap may become.
      env: { NODE_OPTIONS: '--max-old-space-size=60' },
    });

    expect(run).toMatchObject({ code: 3, stderr: '' });
    expect(run.stdout).toContain('400,000 rows in 1 file, 1 fault in 400,000 rows.');
  });
});

describe('hourlake check over a lake', () => {
  it('lists the faults of each period, in a table and as JSON', async () => {
    const lake = await aLake({ '2026-11-19': [SHOW], '2026-11-20': [SHOW, broken(), broken()] });

    const all = await hourlake(['check', '--job', 'podcasts'], { lake });
    const last = await hourlake(['check', '--job', 'podcasts', '--last', '1', '--format', 'json'], {
      lake,
    });
    const earlier = await hourlake(['check', '--job', 'podcasts', '--to', '2026-11-20'], { lake });

    expect([all.code, last.code, earlier.code]).toEqual([3, 3, 0]);
    expect(rowsOf(all.stdout)).toEqual(['2026-11-20 total_episodes min 2 2, 3']);
    expect(all.stdout).toContain(`podcasts in ${lake}: 4 rows in 2 days, 1 fault in 2 rows.\n`);
    expect(JSON.parse(last.stdout).periods).toMatchObject([
      { period: '2026-11-20', rows: 3, faults: [{ field: 'total_episodes', firstRows: [2, 3] }] },
    ]);
    expect(earlier.stdout).toBe(`podcasts in ${lake}: 1 row in 1 day, no faults.\n`);
  });

  it('counts the rejects of captured files beside their rows', async () => {
    const { lake, drop } = await salesInbox();
    const sales = Array.from({ length: 20 }, () => 1);
    await drop('a.xlsx', salesWorkbook(...sales, 21, SECRET));
    await hourlake(['inbox', '--job', 'vendas'], { lake });

    const run = await hourlake(['check', '--job', 'vendas'], { lake });

    expect(run.code).toBe(0);
    expect(rowsOf(run.stdout).map((row) => row.replace(/^\w+ /, ''))).toEqual([
      'qtd_venda max 1',
      'qtd_venda type 1',
    ]);
    expect(run.stdout).toMatch(/20 rows in 1 file, no faults, 2 rows rejected when captured\.\n$/);
    expect(run.stdout).not.toContain(SECRET);
  });

  it('exits with 3 when an object is damaged', async () => {
    const lake = await aLake({ '2026-11-19': [SHOW], '2026-11-20': [SHOW] });
    const path = join(lake, objectKey(podcasts, parsePeriod('2026-11-20')));
    await writeFile(path, (await readFile(path)).subarray(0, -20));

    const run = await hourlake(['check', '--job', 'podcasts'], { lake });

    expect(run.code).toBe(3);
    expect(run.stdout).toMatch(/^2026-11-20 could not be read as a whole: expected podcasts 2026/);
    expect(run.stdout).toMatch(/: 1 row in 2 days, no faults, 1 day damaged\.\n$/);
  });

  it('checks generated rows against their table', async () => {
    const { lake } = await salesInbox();
    await hourlake(['ingest', '--look-back', '2'], { lake });

    const run = await hourlake(['check', '--job', 'fake-accounts'], { lake });

    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toMatch(/^fake-accounts in .* rows in 2 hours, no faults\.\n$/);
  });

  it('exits with 1 when nothing has landed in the range', async () => {
    const lake = await aLake({ '2026-11-19': [SHOW] });

    const run = await hourlake(['check', '--job', 'podcasts', '--from', '2026-11-20'], { lake });

    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toBe(
      `Expected landed periods in the lake ${lake} for podcasts from 2026-11-20T00, got none. Run "hourlake ingest" first, or name another lake with --lake.\n`,
    );
  });
});

describe('hourlake check refuses', () => {
  it.each([
    [[], /Expected the option --job <name>/],
    [['--job', 'podcast'], /the name of a job, got "podcast"\. Did you mean "podcasts"\?/],
    [['--job', 'podcasts', '--last', '0'], /--last to be a whole number from 1, got "0"/],
    [
      ['--job', 'podcasts', '--last', '2', '--from', '2026-11-20'],
      /--last without --from, --to and --file, got both/,
    ],
    [['--job', 'vendas', '--last', '2'], /--last with a job of hours or days, got vendas/],
    [
      ['--job', 'podcasts', '--from', '2026-11-20', '--to', '2026-11-20'],
      /--from to be before --to/,
    ],
    [['--job', 'podcasts', '--format', 'csv'], /--format to be a format, got "csv"/],
    [['--job', 'podcasts', '--file', 'none.ndjson'], /to read the file none\.ndjson, got ENOENT/],
    [['--job', 'podcasts', '--file', '~/rows.ndjson'], /~/],
  ])('the options %j', async (args, message) => {
    const run = await hourlake(['check', ...args]);

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
  });

  it('a gzipped file that is cut off', async () => {
    const file = await aFile('rows.ndjson.gz', gzipSync(LINES.join('\n')).subarray(0, -12));

    const run = await hourlake(['check', '--job', 'podcasts', '--file', file]);

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/to read the file .*rows\.ndjson\.gz, got unexpected end of file/);
  });
});

type Show = typeof SHOW;

function broken(): Show {
  return { ...SHOW, name: SECRET, total_episodes: -1 };
}

async function aFile(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return path;
}

/** A lake with these shows on each day. */
async function aLake(days: Readonly<Record<string, readonly Show[]>>): Promise<string> {
  const lake = join(await temporaryFolder(), 'lake');
  for (const [day, shows] of Object.entries(days)) {
    const path = join(lake, objectKey(podcasts, parsePeriod(day)));
    const { bytes } = await encodeInMemory(podcasts.table, [
      {
        id: shows.map(({ id }) => id),
        name: shows.map(({ name }) => name),
        description: shows.map(({ description }) => description),
        total_episodes: shows.map(({ total_episodes }) => total_episodes),
      },
    ]);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, bytes);
  }
  return lake;
}

/** The rows of tables, without their headers, with one blank between cells. */
function rowsOf(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.startsWith('│'));
  const rows = lines.map((line) => line.replaceAll(/[│\s]+/g, ' ').trim());
  return rows.filter((row) => !/^(period|hour|day|file) (field|gate|rejected)/.test(row));
}
