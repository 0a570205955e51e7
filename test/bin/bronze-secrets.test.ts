import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { parseHour } from '../../lib/model/period.ts';
import { keyText, parseKeyText } from '../../lib/secrets/key-text.ts';
import { askDuckDb } from '../read-parquet.ts';
import { digestsOf, hourlake, TEST_KEY } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const OTHER_KEY = keyText(new Uint8Array(64).fill(77));

/** What tokens look like, whatever their value. */
const TOKEN = /k\d[sh]\.[\w-]{20,}/;

/** Every command that says something of a lake; queries and `reveal` print what they are asked for. */
const COMMANDS = [
  ['ingest', '--json', '--summary', 'summary.md'],
  ['backfill', '--from', '2026-11-18', '--to', '2026-11-20'],
  ['jobs'],
  ['jobs', '--json'],
  ['status'],
  ['status', '--json'],
  ['verify'],
  ['verify', '--json', '--debug'],
  ['doctor'],
  ['doctor', '--json', '--debug'],
  ['doctor', '--repair', '--replace', '--debug'],
  [
    'replay',
    '--job',
    'bronze-fake-accounts',
    '--from',
    '2026-11-19',
    '--to',
    '2026-11-20',
    '--replace',
  ],
  ['query'],
  ['query', 'bronze-sign-ups-per-cpf'],
  ['query', 'bronze-accounts-by-state-and-day', '--format', 'csv'],
  ['tour'],
  ['reveal', '--help'],
  ['key', '--help'],
  ['reveal', '123', '--debug'],
];

/** Those that use the key, and say what is wrong with it. */
const USING_THE_KEY = COMMANDS.filter(
  ([name, ...options]) =>
    ['ingest', 'jobs', 'verify', 'doctor', 'replay', 'reveal'].includes(name ?? '') &&
    !options.includes('--help'),
);

/** What goes wrong with the lake, and with the key. */
const WORLDS: readonly (readonly [string, string, typeof COMMANDS])[] = [
  ['the key of the lake', TEST_KEY, COMMANDS],
  ['a damaged hour', TEST_KEY, COMMANDS],
  ['another key', OTHER_KEY, USING_THE_KEY],
  ['no key', '', USING_THE_KEY],
  ['half a key', TEST_KEY.slice(0, 44), USING_THE_KEY],
];

describe('commands', () => {
  it.each(WORLDS)('say no CPF, no token and no key with %s', async (world, key, commands) => {
    const cwd = await temporaryFolder();
    const env = { XDG_CONFIG_HOME: join(cwd, 'config') };
    const small = ['--set', 'fake-accounts.accounts-per-hour=3'];
    await hourlake(['ingest', ...small], { cwd, env, jobs: '' });
    const cpfs = await askDuckDb(
      `SELECT cpf FROM read_parquet('${cwd}/lake/fake-accounts/**/*.parquet')`,
    );
    if (world === 'a damaged hour') {
      await truncate(join(cwd, 'lake', objectKey(fakeAccounts, parseHour('2026-11-19T12'))), 900);
    }

    const said = await allThatIsSaid(commands, cwd, { ...env, HOURLAKE_BRONZE_KEY: key });

    expect(cpfs.length).toBeGreaterThan(50);
    expect(said.length).toBeGreaterThan(10_000);
    expect(said).toContain('bronze-fake-accounts');
    for (const [cpf] of cpfs) expect(said).not.toContain(cpf);
    expect(said).not.toMatch(TOKEN);
    for (const part of partsOf(TEST_KEY, OTHER_KEY)) expect(said).not.toContain(part);
  });

  it('would be found out: the patterns match what they are for', async () => {
    const cwd = await temporaryFolder();
    await hourlake(['ingest', '--look-back', '40'], { cwd, jobs: '' });
    const sql = 'SELECT cpf_protegido FROM bronze_fake_accounts LIMIT 1';

    const { stdout } = await hourlake(['query', '--sql', sql, '--format', 'csv'], {
      cwd,
      jobs: '',
    });

    expect(stdout).toMatch(TOKEN);
    expect(partsOf(TEST_KEY).some((part) => `x${TEST_KEY}x`.includes(part))).toBe(true);
  });
});

/** What every command prints, and what it writes besides Parquet. */
async function allThatIsSaid(
  commands: typeof COMMANDS,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const said: string[] = [];
  for (const command of commands) {
    const { stdout, stderr } = await hourlake(command, { cwd, env, jobs: '' });
    said.push(stdout, stderr);
  }
  const declarations = Object.keys(await digestsOf(join(cwd, 'lake')))
    .filter((file) => file.endsWith('.json'))
    .map((file) => join('lake', file));
  for (const file of [...declarations, 'summary.md']) {
    said.push(await readFile(join(cwd, file), 'utf8'));
  }
  return said.join('\n');
}

/** The beginning and the end of keys in every spelling that a program may print. */
function partsOf(...keys: readonly string[]): string[] {
  return keys.flatMap((text) =>
    (['base64', 'base64url', 'hex', 'latin1'] as const).flatMap((encoding) => {
      const spelled = Buffer.from(parseKeyText(text, 'a test')).toString(encoding);
      return [spelled.slice(0, 12), spelled.slice(-14, -2)];
    }),
  );
}
