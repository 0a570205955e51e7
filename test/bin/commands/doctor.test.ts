import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeAccounts } from '../../../jobs/fake-accounts.ts';
import { fakeAccountsTruth } from '../../../jobs/fake-accounts-truth.ts';
import { capturedFile } from '../../../lib/lake/capture-record.ts';
import { objectKey } from '../../../lib/lake/object-key.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { parseHour } from '../../../lib/model/period.ts';
import { cutShort, empty, flipBit, leaveLeftover, writeForeign } from '../../doctor/damage.ts';
import { digestsOf, hourlake, startHourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { salesInbox, salesWorkbook } from '../dropped-sales.ts';

const SMALL = { HOURLAKE_SET: 'fake-accounts.accounts-per-hour=30' };

describe('hourlake doctor', () => {
  it('says of a sound lake that nothing is wrong, with exit code 0', async () => {
    const lake = await aLake();

    const [run, quick, again] = await Promise.all([
      hourlake(['doctor'], { lake, env: SMALL }),
      hourlake(['doctor', '--quick'], { lake, env: SMALL }),
      hourlake(['doctor', '--repair', '--replace'], { lake, env: SMALL }),
    ]);

    expect([run.code, quick.code, again.code]).toEqual([0, 0, 0]);
    expect(run.stdout).toBe(`fake-accounts in ${lake}: 12 hours identical, nothing wrong.\n`);
    expect(quick.stdout).toBe(
      `fake-accounts in ${lake}: 12 hours whole by the footer, nothing wrong. Bytes were not compared.\n`,
    );
    expect(again.stdout).toBe(run.stdout);
  });

  it('names what is wrong and the very command that mends it, with exit code 3, and changes nothing', async () => {
    const lake = await aSickLake();
    const before = await digestsOf(lake);

    const [run, asJson, quick] = await Promise.all([
      hourlake(['doctor', '--lake', lake], { env: SMALL }),
      hourlake(['doctor', '--json'], { lake, env: SMALL }),
      hourlake(['doctor', '--quick', '--from', '2026-11-20T05'], { lake, env: SMALL }),
    ]);

    expect(run.code).toBe(3);
    expect(run.stdout).toContain(': 6 hours identical, 6 findings.\n');
    expect(run.stdout).toContain(
      `Missing since the beginning: 3 hours\n  2026-11-20T04 to 2026-11-20T05 (2 hours)\n  2026-11-20T08\n  -> To land them:\n     hourlake doctor --repair --lake ${lake}\n`,
    );
    expect(run.stdout).toContain('\n  2026-11-20T07  a file of 0 bytes\n');
    expect(run.stdout).toMatch(
      /\n {2}2026-11-20T09 {2}same generator.+\(by generated-accounts\/2\)\n/,
    );
    expect(run.stdout).toContain(
      '\nForeign, with the key of no period: 1 file\n  fake-accounts/copy.parquet\n',
    );
    expect(run.stdout).toContain(`\n${lake}: 2 findings outside the jobs.\n`);
    expect(run.stdout).toContain('\nForeign, with the key of no period: 1 file\n  notes.txt\n');
    expect(run.stdout).toContain('\nLeft half-written by killed runs: 1 leftover\n');

    const {
      jobs: [{ findings, ...job }],
      findings: ofLake,
      ...rest
    } = JSON.parse(asJson.stdout);
    expect(asJson.code).toBe(3);
    expect(rest).toEqual({ lake, comparedBytes: true });
    expect(job).toEqual({
      job: 'fake-accounts',
      grain: 'hour',
      sound: 6,
      notReached: [],
      waiting: [],
      expired: [],
      toRemove: [],
    });
    expect(findings[0]).toEqual({
      kind: 'gap',
      from: '2026-11-20T04',
      to: '2026-11-20T05',
      periods: 2,
      todo: 'To land them:',
      command: 'hourlake doctor --repair',
    });
    expect(kindsOf(findings)).toEqual(['gap', 'gap', 'corrupt', 'corrupt', 'different', 'foreign']);
    expect(kindsOf(ofLake)).toEqual(['foreign', 'leftovers']);

    expect(quick.code).toBe(3);
    expect(quick.stdout).toMatch(/^fake-accounts in .+ Bytes were not compared\.\n/);
    expect(quick.stdout).toContain('hourlake doctor --repair --from 2026-11-20T05\n');
    expect(quick.stdout).not.toContain('2026-11-20T04');
    expect(await digestsOf(lake)).toEqual(before);
  });

  it('--repair lands what is missing, and changes no byte of what is there', async () => {
    const lake = await aSickLake();
    const before = await digestsOf(lake);

    const run = await hourlake(['doctor', '--repair'], { lake, env: SMALL });
    const after = await digestsOf(lake);
    const again = await hourlake(['doctor', '--repair', '--json'], { lake, env: SMALL });

    const leftover = Object.keys(before).filter((path) => path.startsWith('.landing/'));
    const kept = Object.entries(before).filter(([path]) => !leftover.includes(path));
    expect(run.code).toBe(3);
    expect(run.stdout).toContain(': 3 hours landed, 4 findings left.\n');
    expect(run.stdout).toContain(': 1 leftover removed, 1 finding left.\n');
    expect(run.stdout).toContain('  -> Nothing is overwritten unless that is asked for.\n');
    expect(run.stdout).not.toContain('hourlake doctor');
    expect(after).toMatchObject(Object.fromEntries(kept));
    expect(Object.keys(after).sort()).toEqual(
      [...kept.map(([path]) => path), keyOf('04'), keyOf('05'), keyOf('08')].sort(),
    );

    const { repair } = JSON.parse(again.stdout);
    expect(again.code).toBe(3);
    expect(repair).toMatchObject({
      sweptLeftovers: 0,
      mended: [],
      jobs: [{ mended: [], receipts: [] }],
    });
    expect(kindsOf(repair.jobs[0].left)).toEqual(['corrupt', 'corrupt', 'different', 'foreign']);
    expect(kindsOf(repair.left)).toEqual(['foreign']);
    expect(await digestsOf(lake)).toEqual(after);
  });

  it('--repair --replace ends with a lake that verifies, and gives receipts of it', async () => {
    const lake = await aSickLake();
    const flipped = (await digestsOf(lake))[keyOf('09')];

    const run = await hourlake(['doctor', '--repair', '--replace', '--json', '--workers', '2'], {
      lake,
      env: SMALL,
    });
    const [verified, foreign] = await Promise.all([
      hourlake(['verify'], { lake, env: SMALL }),
      hourlake(['doctor'], { lake, env: SMALL }),
    ]);
    await rm(join(lake, 'notes.txt'));
    await rm(join(lake, 'fake-accounts', 'copy.parquet'));
    const well = await hourlake(['doctor'], { lake, env: SMALL });

    const { repair } = JSON.parse(run.stdout);
    expect(run.code).toBe(3);
    const [job] = repair.jobs;
    expect(kindsOf([...job.left, ...repair.left])).toEqual(['foreign', 'foreign']);
    expect(kindsOf([...job.mended, ...repair.mended])).toHaveLength(6);
    expect(job.receipts).toHaveLength(6);
    expect(job.receipts.at(-1)).toEqual({
      period: '2026-11-20T09',
      key: keyOf('09'),
      status: 'replaced',
      rows: expect.any(Number),
      bytes: (await readFile(join(lake, keyOf('09')))).length,
      sha256: (await digestsOf(lake))[keyOf('09')],
      before: flipped,
    });
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.stdout).toContain('12 hours identical, 0 not.');
    expect(foreign.code).toBe(3);
    expect(well).toMatchObject({ code: 0 });
  });

  it('needs no setting to repair a lake of other settings, and overwrites nothing with others', async () => {
    const lake = await aLake(['--set', "fake-accounts.seed=it's demo"]);
    const before = await digestsOf(lake);
    await rm(join(lake, keyOf('04')));

    const refused = await hourlake(['doctor', '--repair', '--replace'], {
      lake,
      env: { HOURLAKE_SET: 'fake-accounts.seed=other' },
    });
    const advised = await hourlake(['doctor', '--set', "fake-accounts.seed=it's demo"], { lake });
    const repaired = await hourlake(['doctor', '--repair'], { lake });

    expect([refused.code, advised.code, repaired.code]).toEqual([2, 3, 0]);
    expect(refused).toMatchObject({ stdout: '' });
    expect(refused.stderr).toContain('fake-accounts.seed to be "it\'s demo"');
    expect(advised.stdout).toContain(
      "     hourlake doctor --repair --set 'fake-accounts.seed=it'\\''s demo'\n",
    );
    expect(await digestsOf(lake)).toEqual(before);
  });

  it('says that a lake lacks its declaration, and writes the very same again', async () => {
    const lake = await aLake();
    const before = await digestsOf(lake);
    await rm(join(lake, '_lake'), { recursive: true });

    const sick = await hourlake(['doctor', '--quick'], { lake });
    const mended = await hourlake(['doctor', '--repair'], { lake });

    expect([sick.code, mended.code]).toEqual([3, 0]);
    expect(sick.stdout).toContain('\n  _lake/fake-accounts.json  its settings were read');
    expect(mended.stdout).toContain(': declaration written, nothing is left.\n');
    expect(await digestsOf(lake)).toEqual(before);
  });

  it('says that a declaration is not usable, and leaves it', async () => {
    const lake = await aLake();
    await writeFile(join(lake, '_lake', 'fake-accounts.json'), '{ "format": 2 }');
    const before = await digestsOf(lake);

    const run = await hourlake(['doctor', '--repair', '--replace'], { lake });

    expect(run.code).toBe(3);
    expect(run.stdout).toContain('With a declaration that is not usable\n');
    expect(run.stdout).toContain('Update Hourlake.');
    expect(await digestsOf(lake)).toEqual(before);
  });

  it('says of an empty lake that it is one, with exit code 3, and makes no folder', async () => {
    const folder = await temporaryFolder();

    const [run, repairing] = await Promise.all([
      hourlake(['doctor'], { cwd: folder, lake: './lake' }),
      hourlake(['doctor', '--repair', '--json'], { cwd: folder, lake: './lake' }),
    ]);

    expect([run.code, repairing.code]).toEqual([3, 3]);
    expect(run.stdout).toContain('Empty: no hour has landed\n');
    expect(JSON.parse(repairing.stdout).repair.jobs[0].left).toMatchObject([{ kind: 'empty' }]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('looks at the truth of planted faults as at any other job, and mends both', async () => {
    const lake = await aLake(['--job', 'fake-accounts', '--job', 'fake-accounts-truth'], {
      HOURLAKE_SET: 'fake-accounts.accounts-per-hour=30 fake-accounts.dirt=0.1',
    });
    const truth = objectKey(fakeAccountsTruth, parseHour('2026-11-20T06'));
    await cutShort(join(lake, truth));
    await rm(join(lake, keyOf('07')));
    await rm(join(lake, objectKey(fakeAccountsTruth, parseHour('2026-11-20T07'))));
    await writeForeign(join(lake, 'fake-accounts-truth', 'notes.txt'));
    await leaveLeftover(lake);

    const sick = await hourlake(['doctor', '--json'], { lake, jobs: '' });
    const mended = await hourlake(['doctor', '--repair', '--replace'], { lake, jobs: '' });
    const after = await hourlake(['doctor', '--json'], { lake, jobs: '' });

    const { jobs, findings } = JSON.parse(sick.stdout);
    expect(kindsOf(jobs[0].findings)).toEqual(['gap']);
    expect(kindsOf(jobs[1].findings)).toEqual(['corrupt', 'foreign']);
    expect(jobs[1].waiting).toEqual([
      { period: '2026-11-20T07', missing: [{ job: 'fake-accounts', period: '2026-11-20T07' }] },
    ]);
    expect(kindsOf(findings)).toEqual(['leftovers']);
    expect(mended.code).toBe(3);
    expect(mended.stdout).toContain(': 1 hour landed, nothing is left.\n');
    expect(mended.stdout).toContain(': 1 hour landed, 1 hour replaced, 1 finding left.\n');
    expect(mended.stdout).toContain(': 1 leftover removed, nothing is left.\n');
    expect(kindsOf(JSON.parse(after.stdout).jobs[1].findings)).toEqual(['foreign']);
  });

  it('makes landed files of an inbox again from their raw bytes', async () => {
    const { lake, drop } = await salesInbox();
    const sales = [salesWorkbook(1), salesWorkbook(2)];
    const [a = '', b = ''] = sales.map((bytes) => capturedFile(sha256(bytes)));
    for (const [index, bytes] of sales.entries()) await drop(`${index}.xlsx`, bytes);
    await hourlake(['inbox', '--job', 'vendas'], { lake });
    const sound = await digestsOf(lake);
    await rm(join(lake, `vendas/file=${a}`), { recursive: true });
    await cutShort(join(lake, `rejects/vendas/file=${b}/vendas-rejects-${b}.parquet`));
    const here = { lake, jobs: 'vendas vendas-rejects' };

    const [status, found] = [await hourlake(['status'], here), await hourlake(['doctor'], here)];
    const mended = await hourlake(['doctor', '--repair', '--replace'], here);

    expect([status.code, found.code, mended.code]).toEqual([0, 3, 0]);
    expect(status.stdout).toContain(`Missing since the beginning, 1 file:\n  ${a}\n`);
    expect(found.stdout).toContain(`Missing since the beginning: 1 file\n  ${a}\n`);
    expect(found.stdout).toMatch(new RegExp(`^Corrupt, .*: 1 file\n  ${b}  `, 'm'));
    expect(await digestsOf(lake)).toEqual(sound);
  });

  it('makes nothing of a captured file whose raw bytes are gone, and says so', async () => {
    const { lake, drop } = await salesInbox();
    const bytes = salesWorkbook(1);
    const file = capturedFile(sha256(bytes));
    await drop('a.xlsx', bytes);
    await hourlake(['inbox', '--job', 'vendas'], { lake });
    for (const gone of [`backup/vendas/file=${file}`, `vendas/file=${file}`]) {
      await rm(join(lake, gone), { recursive: true });
    }
    const left = await digestsOf(lake);

    const run = await hourlake(['doctor', '--repair', '--replace', '--job', 'vendas'], { lake });

    expect(await digestsOf(lake)).toEqual(left);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain(`${file}  It cannot be made again to compare it: Expected `);
  });

  it('refuses --replace without --repair, and with --quick', async () => {
    const lake = await aLake();

    const [alone, quick, backwards] = await Promise.all([
      hourlake(['doctor', '--replace'], { lake }),
      hourlake(['doctor', '--repair', '--replace', '--quick'], { lake }),
      hourlake(['doctor', '--from', '2026-11-20', '--to', '2026-11-20'], { lake }),
    ]);

    expect(alone).toMatchObject({ code: 2, stdout: '' });
    expect(alone.stderr).toMatch(
      /^Expected --replace together with --repair, got --replace without it\./,
    );
    expect(quick).toMatchObject({ code: 2, stdout: '' });
    expect(quick.stderr).toMatch(/^Expected --replace without --quick, got both\./);
    expect(backwards).toMatchObject({ code: 2, stdout: '' });
  });

  it('ends at Ctrl-C with the hours it is at, says what it has seen, and repairs nothing', async () => {
    const lake = await aLake(['--look-back', '48'], {
      HOURLAKE_SET: 'fake-accounts.accounts-per-hour=3000',
    });
    await rm(join(lake, keyOf('02')));
    const before = await digestsOf(lake);
    const args = ['doctor', '--repair', '--json', '--workers', '1', '--concurrency', '1'];

    const { child, ended } = await startHourlake(args, { lake });
    child.stderr?.once('data', () => child.kill('SIGINT'));
    const run = await ended;

    const {
      jobs: [{ sound, notReached }],
      repair,
    } = JSON.parse(run.stdout);
    expect(run.code).toBe(130);
    expect(sound).toBeGreaterThan(0);
    expect(notReached.length).toBe(47 - sound);
    expect(notReached.length).toBeGreaterThan(0);
    expect(repair).toBeUndefined();
    expect(await digestsOf(lake)).toEqual(before);
  });
});

/** Hours 02 to 13 of a day, of few accounts. */
async function aLake(args: readonly string[] = [], env = SMALL): Promise<string> {
  const lake = join(await temporaryFolder(), 'lake');
  const run = await hourlake(['ingest', '--look-back', '12', ...args], { lake, env });
  expect(run.code).toBe(0);
  return lake;
}

/** The same with hours that are missing, corrupt or different, and what is nobody's. */
async function aSickLake(): Promise<string> {
  const lake = await aLake();
  for (const hour of ['04', '05', '08']) await rm(join(lake, keyOf(hour)));
  await cutShort(join(lake, keyOf('06')));
  await empty(join(lake, keyOf('07')));
  await flipBit(join(lake, keyOf('09')));
  await writeForeign(join(lake, 'notes.txt'));
  await writeForeign(join(lake, 'fake-accounts', 'copy.parquet'));
  await leaveLeftover(lake);
  return lake;
}

function keyOf(hour: string): string {
  return objectKey(fakeAccounts, parseHour(`2026-11-20T${hour}`));
}

function kindsOf(findings: readonly { kind: string }[]): string[] {
  return findings.map(({ kind }) => kind);
}
