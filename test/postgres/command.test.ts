import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hourlake, startHourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type ADatabase, aDatabase } from './a-database.ts';
import { PASSWORD } from './a-server.ts';

const HOURS = ['ingest', '--look-back', '6'];

/** A lake with six hours, and an empty database. */
async function sixHours() {
  const lake = join(await temporaryFolder(), 'lake');
  await hourlake(HOURS, { lake });
  const database = await aDatabase();
  return { lake, database, to: withoutPassword(database) };
}

/** How a command is told of a database. */
interface Place {
  readonly to: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function withoutPassword({ url }: ADatabase): string {
  return `${url.replace(`:${PASSWORD}`, '')}?sslmode=disable`;
}

describe('hourlake deliver', () => {
  it('delivers, prints receipts, and shows the password nowhere', async () => {
    const { lake, database, to } = await sixHours();
    const env = { PGPASSWORD: PASSWORD };

    const first = await hourlake(['deliver', '--to', to, '--json'], { lake, env });
    const second = await hourlake(['deliver', '--to', to, '--check'], { lake, env });

    expect(first.code).toBe(0);
    const { receipts, ...counts } = JSON.parse(first.stdout);
    expect(counts).toMatchObject({
      job: 'fake-accounts',
      delivered: 6,
      alreadyThere: 0,
      failed: 0,
    });
    expect(receipts[5]).toMatchObject({ period: '2026-11-20T13', status: 'delivered' });
    expect(second.stdout).toContain('0 hours delivered (0 rows), 6 already there.');
    expect([first, second].flatMap(({ stdout, stderr }) => [stdout, stderr]).join()).not.toContain(
      PASSWORD,
    );
    const rows = receipts.reduce((sum: number, receipt: { rows: number }) => sum + receipt.rows, 0);
    expect(await database.ask('SELECT count(*), count(DISTINCT id) FROM fake_accounts')).toEqual([
      [String(rows), String(rows)],
    ]);
  });

  it('delivers the periods of a range', async () => {
    const { lake, database, to } = await sixHours();
    const range = ['--from', '2026-11-20T10', '--to', '2026-11-20T12'];

    await hourlake(['deliver', '--to', to, ...range], { lake, env: { PGPASSWORD: PASSWORD } });

    expect(await database.ask('SELECT period FROM hourlake_deliveries ORDER BY 1')).toEqual([
      ['2026-11-20T10'],
      ['2026-11-20T11'],
    ]);
  });

  it.each([
    ['the environment', async (url: string) => ({ to: [], env: { HOURLAKE_POSTGRES: url } })],
    ['a variable', async (url: string) => ({ to: ['--to', 'env:A_URL'], env: { A_URL: url } })],
    [
      'a secret file',
      async (url: string) => ({ to: ['--to', `file:${await aFile(url, 0o600)}`], env: {} }),
    ],
    [
      'a password file',
      async (url: string) => ({
        to: ['--to', url.replace(`:${PASSWORD}`, '')],
        env: { PGPASSFILE: await aFile(`*:*:*:postgres:${PASSWORD}\n`, 0o600) },
      }),
    ],
    [
      'a password in a secret',
      async (url: string) => ({
        to: ['--to', url.replace(`:${PASSWORD}`, ''), '--password-from', 'env:A_PASSWORD'],
        env: { A_PASSWORD: PASSWORD },
      }),
    ],
  ] satisfies [string, (url: string) => Promise<Place>][])(
    'finds the database by %s',
    async (_, placesOf) => {
      const { lake, database } = await sixHours();
      const { to, env } = await placesOf(`${database.url}?sslmode=disable`);

      const { code, stderr, stdout } = await hourlake(['deliver', ...to], { lake, env });

      expect([code, stdout]).toEqual([0, expect.stringContaining('6 hours delivered')]);
      expect(`${stdout}${stderr}`).not.toContain(PASSWORD);
    },
  );

  it.each([
    ['a password file that others may read', 0o644, /to have mode 600/],
    ['a password file without the password', 0o600, /Expected a password for postgres:/],
  ])('refuses %s', async (_, mode, message) => {
    const { lake, to } = await sixHours();
    const PGPASSFILE = await aFile('elsewhere:*:*:*:geheim-0815\n', mode);

    const { code, stderr } = await hourlake(['deliver', '--to', to], { lake, env: { PGPASSFILE } });

    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(stderr).not.toContain('geheim-0815');
  });

  it('warns of a password on the command line, and does not repeat it', async () => {
    const { lake, database } = await sixHours();

    const { code, stderr } = await hourlake(['deliver', '--to', database.url], { lake });

    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^The command line shows a password/),
    ]);
    expect(stderr).not.toContain(PASSWORD);
  });

  it.each([
    [['--to', 'mysql://ana:a-secret@localhost/lake'], /Expected a database: postgres:/],
    [['--to', 'postgres://ana:a-secret@localhost:x/lake'], /Expected the URL of a PostgreSQL/],
    [['--to', 'postgres://localhost/lake?sslmod=require'], /Did you mean "sslmode"\?/],
    [['--to', 'env:NOT_THERE'], /Expected the URL of a database in env:NOT_THERE, got nothing/],
    [[], /Expected --to with a database/],
    [['--to', '2026-11-20'], /Expected --to with a database/],
  ])('refuses %j', async (args, message) => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(['ingest', '--look-back', '1'], { lake });

    const { code, stderr } = await hourlake(['deliver', ...args], { lake });

    expect([code !== 0, stderr]).toEqual([true, expect.stringMatching(message)]);
    expect(stderr).not.toContain('a-secret');
  });

  it('says that a lake is empty', async () => {
    const { code, stderr } = await hourlake(
      ['deliver', '--to', withoutPassword(await aDatabase())],
      {
        env: { PGPASSWORD: PASSWORD },
      },
    );

    expect([code, stderr]).toEqual([1, expect.stringContaining('Expected landed periods')]);
  });

  it('has each row once when several deliver at the same time', async () => {
    const { lake, database, to } = await sixHours();
    const env = { PGPASSWORD: PASSWORD };

    const ended = await Promise.all(
      [1, 2, 3].map(() => hourlake(['deliver', '--to', to], { lake, env })),
    );

    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(
      await database.ask(
        'SELECT count(*) = count(DISTINCT id), count(*) = (SELECT sum(rows) FROM hourlake_deliveries) FROM fake_accounts',
      ),
    ).toEqual([['t', 't']]);
  });
});

describe('hourlake query --engine postgres', () => {
  it('answers with the same bytes as DuckDB', async () => {
    const { lake, to } = await sixHours();
    const env = { PGPASSWORD: PASSWORD, HOURLAKE_POSTGRES: to };
    await hourlake(['deliver'], { lake, env });
    const cwd = await temporaryFolder();

    for (const query of ['top-cities', 'accounts-by-state', 'age-pyramid']) {
      const csv = ['query', query, '--format', 'csv', '--separator', ';'];
      const here = await hourlake(csv, { lake, cwd });
      const there = await hourlake([...csv, '--engine', 'postgres', '--out', `${query}.csv`], {
        lake,
        cwd,
        env,
      });

      expect([there.code, there.stdout]).toEqual([0, '']);
      expect(await readFile(join(cwd, `${query}.csv`), 'utf8')).toBe(here.stdout);
    }
  });

  it('asks for the database, and keeps no part of a file that failed', async () => {
    const cwd = await temporaryFolder();
    const asked = ['query', '--engine', 'postgres', '--sql', 'SELECT 1 / 0', '--format', 'csv'];

    const without = await hourlake(asked, { cwd });
    const failed = await hourlake([...asked, '--out', 'a.csv'], {
      cwd,
      env: { HOURLAKE_POSTGRES: withoutPassword(await aDatabase()), PGPASSWORD: PASSWORD },
    });

    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('Expected --db')]);
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('(22012)')]);
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('an embedded server', () => {
  const TO = ['deliver', '--to', 'postgres+embedded:./pg'];

  it('is there for one command, and keeps its data', async () => {
    const [lake, cwd] = [join(await temporaryFolder(), 'lake'), await aPlace()];
    await hourlake(HOURS, { lake });

    const first = await hourlake(TO, { lake, cwd });
    const second = await hourlake(TO, { lake, cwd });
    const asked = await hourlake(
      [
        ...['query', '--engine', 'postgres', '--db', 'postgres+embedded:./pg', '--format', 'csv'],
        ...['--sql', 'SELECT count(*) FROM hourlake_deliveries'],
      ],
      { lake, cwd },
    );

    expect(first.stdout).toContain('6 hours delivered');
    expect(second.stdout).toContain('6 already there');
    expect(asked.stdout).toBe('count\n6\n');
    expect((await readdir(join(cwd, 'pg'))).sort()).toEqual(['data', 'password', 'server.log']);
    expect(await readdir(join(cwd, 'pg/data'))).not.toContain('postmaster.pid');
    expect((await stat(join(cwd, 'pg/password'))).mode & 0o777).toBe(0o600);
  });

  it('is taken over from a command that was killed', async () => {
    const [lake, cwd] = [join(await temporaryFolder(), 'lake'), await aPlace()];
    await hourlake(HOURS, { lake });
    const { child, ended } = await startHourlake(TO, { lake, cwd });
    await expect
      .poll(() => readFile(join(cwd, 'pg/data/postmaster.pid'), 'utf8').catch(() => ''), {
        timeout: 60_000,
        interval: 20,
      })
      .toContain('ready');
    child.kill('SIGKILL');
    await ended;

    const next = await hourlake(TO, { lake, cwd });

    expect([next.code, next.stdout]).toEqual([0, expect.stringContaining('hours delivered')]);
    expect(await readdir(join(cwd, 'pg/data'))).not.toContain('postmaster.pid');
  });

  it('is not for two commands at once, nor in a folder of somebody else', async () => {
    const [lake, cwd] = [join(await temporaryFolder(), 'lake'), await aPlace()];
    await hourlake(HOURS, { lake });
    await mkdir(join(cwd, 'pg'));
    await writeFile(join(cwd, 'pg/command.pid'), `${process.pid}\n`);
    await mkdir(join(cwd, 'other'));
    await writeFile(join(cwd, 'other/notes.txt'), '');

    const taken = await hourlake(TO, { lake, cwd });
    const foreign = await hourlake(['deliver', '--to', 'postgres+embedded:other'], { lake, cwd });

    expect([taken.code, taken.stderr]).toEqual([
      1,
      expect.stringContaining(`a command that uses it at the moment, process ${process.pid}`),
    ]);
    expect([foreign.code, foreign.stderr]).toEqual([
      1,
      expect.stringContaining('got a folder with notes.txt'),
    ]);
  });
});

/** A folder that the user of a server may reach: root's temporary folders are its own. */
async function aPlace(): Promise<string> {
  const folder = await temporaryFolder();
  await chmod(folder, 0o755);
  return folder;
}

async function aFile(text: string, mode: number): Promise<string> {
  const path = join(await temporaryFolder(), 'a-secret-file');
  await writeFile(path, text, { mode });
  return path;
}
