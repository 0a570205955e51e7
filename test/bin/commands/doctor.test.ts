import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { objectKey } from '../../../lib/lake/object-key.ts';
import { parseHour } from '../../../lib/model/period.ts';
import { cutShort, empty, flipBit, leaveLeftover, writeForeign } from '../../doctor/damage.ts';
import { digestsOf, hourlake, startHourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const SMALL = { HOURLAKE_ACCOUNTS_PER_HOUR: '30' };

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
    expect(run.stdout).toContain(': 6 hours identical, 8 findings.\n');
    expect(run.stdout).toContain(
      `Missing since the first hour: 3 hours\n  2026-11-20T04 to 2026-11-20T05 (2 hours)\n  2026-11-20T08\n  -> To land them:\n     hourlake doctor --repair --lake ${lake}\n`,
    );
    expect(run.stdout).toContain('\n  2026-11-20T07  a file of 0 bytes\n');
    expect(run.stdout).toMatch(/\n {2}2026-11-20T09 {2}same seed.+\(by generated-accounts\/1\)\n/);
    expect(run.stdout).toContain(
      '\nForeign, under the key of no hour: 2 files\n  fake-accounts/copy.parquet\n  notes.txt\n',
    );
    expect(run.stdout).toContain('\nLeft half-written by killed runs: 1 leftover\n');

    const { findings, ...rest } = JSON.parse(asJson.stdout);
    expect(asJson.code).toBe(3);
    expect(rest).toEqual({
      job: 'fake-accounts',
      lake,
      comparedBytes: true,
      sound: 6,
      notReached: [],
    });
    expect(findings[0]).toEqual({
      kind: 'gap',
      from: '2026-11-20T04',
      to: '2026-11-20T05',
      hours: 2,
      todo: 'To land them:',
      command: 'hourlake doctor --repair',
    });
    expect(kindsOf(findings)).toEqual([
      'gap',
      'gap',
      'corrupt',
      'corrupt',
      'different',
      'foreign',
      'foreign',
      'leftovers',
    ]);

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
    expect(run.stdout).toContain(': 3 hours landed, 1 leftover removed, 5 findings left.\n');
    expect(run.stdout).toContain('  -> Nothing that is there is overwritten without --replace.\n');
    expect(run.stdout).not.toContain('hourlake doctor');
    expect(after).toMatchObject(Object.fromEntries(kept));
    expect(Object.keys(after).sort()).toEqual(
      [...kept.map(([path]) => path), keyOf('04'), keyOf('05'), keyOf('08')].sort(),
    );

    const { repair } = JSON.parse(again.stdout);
    expect(again.code).toBe(3);
    expect(repair).toMatchObject({ mended: [], receipts: [], sweptLeftovers: 0 });
    expect(kindsOf(repair.left)).toEqual(['corrupt', 'corrupt', 'different', 'foreign', 'foreign']);
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
    expect(kindsOf(repair.left)).toEqual(['foreign', 'foreign']);
    expect(kindsOf(repair.mended)).toHaveLength(6);
    expect(repair.receipts).toHaveLength(6);
    expect(repair.receipts.at(-1)).toEqual({
      hour: '2026-11-20T09',
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

  it('overwrites nothing of a lake with other settings, and says which to pass', async () => {
    const lake = await aLake(['--seed', "it's demo"]);
    await rm(join(lake, keyOf('04')));
    const before = await digestsOf(lake);

    const [run, repairing] = await Promise.all([
      hourlake(['doctor', '--job', 'fake-accounts'], { lake, env: SMALL }),
      hourlake(['doctor', '--repair', '--replace'], { lake, env: SMALL }),
    ]);

    expect([run.code, repairing.code]).toEqual([3, 3]);
    expect(run.stdout).toContain('11 hours\n  2026-11-20T02  seed is "it\'s demo", not "hourlake"');
    expect(run.stdout).toContain('\n  and 1 more: see --json\n');
    expect(run.stdout).toContain(
      "  -> Most hours have another seed. To look with that one:\n     hourlake doctor --seed 'it'\\''s demo' --job fake-accounts\n",
    );
    expect(repairing.stdout).toContain('nothing was mended, 12 findings left.');
    expect(repairing.stdout).toContain("Pass --seed it's demo");
    expect(await digestsOf(lake)).toEqual(before);
  });

  it('says of an empty lake that it is one, with exit code 3, and makes no folder', async () => {
    const folder = await temporaryFolder();

    const [run, repairing] = await Promise.all([
      hourlake(['doctor'], { cwd: folder, lake: './lake' }),
      hourlake(['doctor', '--repair', '--json'], { cwd: folder, lake: './lake' }),
    ]);

    expect([run.code, repairing.code]).toEqual([3, 3]);
    expect(run.stdout).toContain('Empty: no hour has landed, or none is left\n');
    expect(JSON.parse(repairing.stdout).repair.left).toMatchObject([{ kind: 'empty' }]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('looks at the truth of planted faults beside the accounts, and mends both', async () => {
    const args = ['--dirt', '0.1'];
    const lake = await aLake(args);
    const truth = objectKey('fake-accounts-truth', parseHour('2026-11-20T06'));
    await cutShort(join(lake, truth));
    await rm(join(lake, keyOf('07')));
    await writeForeign(join(lake, 'fake-accounts-truth', 'notes.txt'));
    await leaveLeftover(lake);

    const sick = await hourlake(['doctor', '--json', ...args], { lake, env: SMALL });
    const mended = await hourlake(['doctor', '--repair', '--replace', ...args], {
      lake,
      env: SMALL,
    });
    const without = await hourlake(['doctor', '--repair', '--json'], { lake, env: SMALL });

    const [ofAccounts, ofTruth] = sick.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(kindsOf(ofAccounts.findings)).toEqual(['gap', 'leftovers']);
    expect(kindsOf(ofTruth.findings)).toEqual(['corrupt', 'foreign']);
    expect(mended.code).toBe(3);
    expect(mended.stdout).toContain('1 hour landed, 1 leftover removed, nothing is left.');
    expect(mended.stdout).toContain('1 hour replaced, 1 finding left.');
    expect(without.code).toBe(2);
    expect(without.stderr).toContain('the dirt that');
  });

  it('refuses --replace alone, and with --quick', async () => {
    const lake = await aLake();

    const [alone, quick, backwards] = await Promise.all([
      hourlake(['doctor', '--replace'], { lake }),
      hourlake(['doctor', '--repair', '--replace', '--quick'], { lake }),
      hourlake(['doctor', '--from', '2026-11-20', '--to', '2026-11-20'], { lake }),
    ]);

    expect(alone).toMatchObject({ code: 2, stdout: '' });
    expect(alone.stderr).toMatch(/^Expected --replace together with --repair, got it alone\./);
    expect(quick).toMatchObject({ code: 2, stdout: '' });
    expect(quick.stderr).toMatch(/^Expected --replace without --quick, got both\./);
    expect(backwards).toMatchObject({ code: 2, stdout: '' });
  });

  it('ends at Ctrl-C with the hours it is at, says what it has seen, and repairs nothing', async () => {
    const lake = await aLake(['--accounts-per-hour', '3000', '--look-back', '48']);
    await rm(join(lake, keyOf('02')));
    const before = await digestsOf(lake);
    const args = ['doctor', '--repair', '--json', '--workers', '1', '--concurrency', '1'];

    const { child, ended } = await startHourlake([...args, '--accounts-per-hour', '3000'], {
      lake,
    });
    child.stderr?.once('data', () => child.kill('SIGINT'));
    const run = await ended;

    const { sound, notReached, repair } = JSON.parse(run.stdout);
    expect(run.code).toBe(130);
    expect(sound).toBeGreaterThan(0);
    expect(notReached.length).toBe(47 - sound);
    expect(notReached.length).toBeGreaterThan(0);
    expect(repair).toBeUndefined();
    expect(await digestsOf(lake)).toEqual(before);
  });
});

/** Hours 02 to 13 of a day, of few accounts. */
async function aLake(args: readonly string[] = []): Promise<string> {
  const lake = join(await temporaryFolder(), 'lake');
  const run = await hourlake(['ingest', '--look-back', '12', ...args], { lake, env: SMALL });
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
  return objectKey('fake-accounts', parseHour(`2026-11-20T${hour}`));
}

function kindsOf(findings: readonly { kind: string }[]): string[] {
  return findings.map(({ kind }) => kind);
}
