import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestsOf, type Ended, hourlake } from '../run-hourlake.ts';

/** A command that is wrong, and what its message repeats of it. */
const WRONG: readonly [line: string, got: string][] = [
  ['backfill --from yesterday --to 2026-01-02', 'yesterday'],
  ['backfill --from 2026-02-30 --to 2026-03-02', '2026-02-30'],
  ['verify --from 2026-11-20T13:00', '2026-11-20T13:00'],
  ['generate --hour 13', '13'],
  ['backfill --from 2026-01-02 --to 2026-01-01', '2026-01-02T00'],
  ['backfill --from 2026-01-02 --to 2026-01-02', '2026-01-02T00'],
  ['verify --from 2026-01-02 --to 2026-01-01', '2026-01-02T00'],
  ['backfill --from 2026-11-20 --to 2026-11-20T15', '2026-11-20T15'],
  ['backfill --from 2027-01-01 --to 2027-01-02', '2027-01-02T00'],
  ['backfill --from 2026-01-01 --to 2026-01-02 --shard 9/8', '9/8'],
  ['backfill --from 2026-01-01 --to 2026-01-02 --shard 0/8', '0/8'],
  ['backfill --from 2026-01-01 --to 2026-01-02 --shard x', 'x'],
  ['backfill --from 2026-01-01 --to 2026-01-02 --shard 1/99999999999999999999', '1/9999'],
  ['backfill --to 2026-01-02', '--from'],
  ['ingest --now noon', 'noon'],
  ['ingest --job fake-acounts', 'fake-acounts'],
  ['query top-citys', 'top-citys'],
  ['query top-cities --format xml', 'xml'],
  ['generate --format xml', 'xml'],
  ['generate --out there.csv', 'there.csv'],
  ['ingest --lake gs://bucket', 'gs://bucket'],
  ['ingest --lake s3://Bucket', 'Bucket'],
  ['ingest --lake=', '""'],
  ['ingest --database hourlake', '--database'],
  ['ingest --crawler hourlake', '--crawler'],
  ['ingest --lake s3://my-lake --database=', '""'],
  ['ingest --bucket-owner 1234', '1234'],
  ['query top-cities --engine spark', 'spark'],
  ['query top-cities --engine athena', '--engine athena'],
  ['tour --lake s3://my-lake', 's3://my-lake'],
  ['ingest --lookback 3', '--lookback'],
  ['ingest yesterday', 'yesterday'],
  ['ingst', 'ingst'],
  // What is wrong is named, with the right spelling or the nearest name.
  ['query topcities', 'Did you mean "top-cities"? The saved queries are'],
  ['ingest --job fake_accounts', 'Did you mean "fake-accounts"? The jobs are'],
  ['help ingset', 'Did you mean "ingest"?'],
  ['backfill --from 1969-12-31 --to 2026-01-02', 'The first hour is 1970-01-01T00.'],
  ['backfill --from 2026-02-29 --to 2026-03-02', 'February 2026 has 28 days.'],
  ['ingest --set fake-accounts.dirt=0,03', 'got "0,03". Write fake-accounts.dirt=0.03.'],
  ['status --lake ~/lake', 'got "~/lake". Only a shell replaces ~'],
  ['generate --out ~/accounts.csv', 'write $HOME/accounts.csv'],
  ['ingest --summary ~/summary.md', 'write $HOME/summary.md'],
  ['generate --csv-bom', 'got --format table. Add --format csv, or leave --csv-bom out.'],
  ['query top-cities --format json --csv-separator ;', 'leave --separator out'],
  // Every option that takes a count.
  ['ingest --look-back 0', '"0"'],
  ['ingest --look-back -1', '"-1"'],
  ['ingest --look-back 1.5', '"1.5"'],
  ['ingest --look-back many', '"many"'],
  ['ingest --concurrency 0', '"0"'],
  ['ingest --set fake-accounts.accounts-per-hour=-1', '"-1"'],
  ['ingest --set fake-accounts.growth=0,05', '"0,05"'],
  ['ingest --set fake-accounts.dirt=.02', '".02"'],
  ['ingest --set fake-accounts.dirt=0.6', '"0.6"'],
  ['ingest --set fake-accounts.cpf=maybe', '"maybe"'],
  ['ingest --set fake-accounts.sed=demo', '"sed"'],
  ['ingest --set fake-acounts.seed=demo', '"fake-acounts"'],
  ['ingest --set seed=demo', '"seed=demo"'],
  ['ingest --set fake-accounts.seed=', '""'],
  ['ingest --set fake-accounts.seed=a --set fake-accounts.seed=b', 'two different ones'],
  ['ingest --job=', '""'],
  ['backfill --from 2026-01-01 --to 2026-01-02 --concurrency 1.5', '"1.5"'],
  ['backfill --from 2026-01-01 --to 2026-01-02 --set fake-accounts.accounts-per-hour=0', '"0"'],
  ['backfill --from 2026-01-01 --to 2026-01-02 --workers 0', '"0"'],
  ['backfill --from 2026-01-01 --to 2026-01-02 --workers x', '"x"'],
  ['ingest --workers 1.5', '"1.5"'],
  ['status --days -1', '"-1"'],
  ['verify --concurrency 1.5', '"1.5"'],
  ['verify --workers 0', '"0". Pass 1 to make periods in a single thread'],
  ['verify --set fake-accounts.accounts-per-hour=0', '"0"'],
  ['generate --accounts -1', '"-1"'],
  ['keep --days 30', '--job'],
  ['keep --job fake-accounts', 'got neither'],
  ['keep --job fake-accounts --days 30 --for-ever', 'got both'],
  ['keep --job fake-accounts --days 6', 'got 6. Nothing was changed.'],
  ['keep --job fake-accounts --days 7.5', '"7.5"'],
  ['keep --job fake-accounts --days=', '""'],
  ['keep --job bronze-fake-accounts --days 30', 'not in the layer landing'],
  ['keep --job fake-account --days 30', 'Did you mean "fake-accounts"?'],
  ['keep --job fake-accounts-truth --days 30', 'got nothing there'],
];

/** Milliseconds for some sixty processes, on a slow machine too. */
const HOOK_TIMEOUT = 300_000;

const files = { folder: '', lake: '', before: {} };
const runs = new Map<string, Ended>();

beforeAll(async () => {
  files.folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
  files.lake = join(files.folder, 'lake');
  await hourlakeHere(['ingest', '--look-back', '2']);
  await writeFile(join(files.folder, 'there.csv'), 'mine');
  files.before = await digestsOf(files.folder);
  const run = async (line: string) => runs.set(line, await hourlakeHere(line.split(' ')));
  await pMap(WRONG, ([line]) => run(line), { concurrency: 3 });
}, HOOK_TIMEOUT);

afterAll(() => rm(files.folder, { recursive: true, force: true }));

describe('a command that is wrong', () => {
  it.each(WRONG)('is refused with one clear message: hourlake %s', (line, got) => {
    const run = runs.get(line);

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run?.stderr).toMatch(ONE_CLEAR_MESSAGE);
    expect(run?.stderr).toContain(got);
  });

  it('changes nothing', async () => {
    const after = await digestsOf(files.folder);

    expect(Object.keys(after)).toHaveLength(4);
    expect(after).toEqual(files.before);
  });

  it('names the variable of the environment that is wrong', async () => {
    const run = await hourlakeHere(['ingest'], { HOURLAKE_BUCKET_OWNER: 'many' });

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(ONE_CLEAR_MESSAGE);
    expect(run.stderr).toContain('HOURLAKE_BUCKET_OWNER');
  });
});

/** What was expected, what was got and what to do, without a stack. */
const ONE_CLEAR_MESSAGE = /^(?!.*\n\s+at )Expected .+, got .+\. .+\.\n$/s;

function hourlakeHere(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return hourlake(args, { cwd: files.folder, lake: files.lake, env });
}
