import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examine } from '../../lib/doctor/examine.ts';
import type { Finding } from '../../lib/doctor/finding.ts';
import { generatedAccounts } from '../../lib/generate/accounts/generated-accounts.ts';
import { addPeriods, periodRange } from '../../lib/model/period.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import { nodeFileSystem } from '../../lib/stores/file-system.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { aCatalog } from '../land/a-catalog.ts';
import { aLake } from '../land/a-lake.ts';
import { digestsOf } from '../run-hourlake.ts';
import { aPatient, HOURS, hour } from './a-patient.ts';
import { cutShort, empty, flipBit, leaveLeftover, putFolder, writeForeign } from './damage.ts';

const OTHER = { seed: 'other', accountsPerHour: 20, growth: 0 };

describe('examining a lake', () => {
  it('finds nothing wrong with one that a run has filled', async () => {
    const patient = await aPatient();

    const found = await patient.examination();

    expect(found).toEqual({
      findings: [],
      sound: HOURS,
      otherSetting: undefined,
      outside: [],
      notReached: [],
    });
  });

  it('names every kind of damage, and changes nothing', async () => {
    const patient = await aPatient();
    const older = { ...patient.source.facts, generator: 'generated-accounts/0' };
    await rm(patient.pathOf(1));
    await cutShort(patient.pathOf(2));
    await empty(patient.pathOf(3));
    await flipBit(patient.pathOf(4));
    await patient.putHourOf(5, generatedAccounts(OTHER));
    await patient.putHourOf(6, { ...patient.source, facts: older });
    await putFolder(patient.pathOf(7));
    const tool = await encodeParquet(patient.source.table, patient.source.batches(hour(8)));
    await writeFile(patient.pathOf(8), tool.bytes);
    await writeForeign(join(patient.folder, 'fake-accounts', 'notes.txt'));
    await leaveLeftover(patient.folder);
    const before = await digestsOf(patient.folder);

    const { findings, sound } = await patient.examination();

    expect(findings.map(shortly)).toEqual(
      [
        'gap 2026-11-19T17 to 2026-11-19T17 (1)',
        'gap 2026-11-19T23 to 2026-11-19T23 (1)',
        'corrupt 2026-11-19T18',
        'corrupt 2026-11-19T19: a file of 0 bytes',
        'different 2026-11-19T20: same seed, generator version and settings, other bytes: the file was changed, or the generator was without a new version',
        'different 2026-11-19T21: hourlake.seed is "other", not "a lake"',
        'different 2026-11-19T22: hourlake.generator is "generated-accounts/0", not "generated-accounts/1"',
        'different 2026-11-20T00: hourlake.table is missing, not "fake_accounts"',
        'foreign fake-accounts/notes.txt',
        'leftovers 1',
      ].map((line) => expect.stringMatching(startOf(line))),
    );
    expect(findings[5]).toMatchObject({
      footer: { 'hourlake.generator': 'generated-accounts/1', 'hourlake.seed': 'other' },
    });
    expect(sound).toEqual([0, 9, 10, 11].map(hour));
    expect(await digestsOf(patient.folder)).toEqual(before);
  });

  it('finds by the footers alone what they tell, and no more', async () => {
    const patient = await aPatient();
    await cutShort(patient.pathOf(2));
    await flipBit(patient.pathOf(4));
    await patient.putHourOf(5, generatedAccounts(OTHER));
    const told: string[] = [];

    const { findings, sound } = await patient.examination(
      {},
      { quick: true, onExamined: (at, what) => told.push(`${at} ${what}`) },
    );

    expect(findings.map(({ kind }) => kind)).toEqual(['corrupt', 'different']);
    expect(findings.map((finding) => 'sha256' in finding)).toEqual([false, false]);
    expect(sound).toContain(hour(4));
    expect(told.sort()).toEqual(
      HOURS.map((at, n) => `${at} ${n === 2 ? 'corrupt' : n === 5 ? 'different' : 'sound'}`),
    );
  });

  it.each([{ quick: true }, { quick: false }])(
    'calls unreadable what the store does not give: %j',
    async (options) => {
      const patient = await aPatient();
      const broken = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }));
      const store = folderStore(patient.folder, {
        fileSystem: { ...nodeFileSystem, open: broken, readFile: broken as never },
      });

      const { findings } = await examine(
        {
          ...patient,
          store,
          inventory: { landed: HOURS, foreign: [] },
          leftovers: 0,
          last: hour(11),
        },
        options,
      );

      expect(findings.map(({ kind }) => kind)).toEqual(HOURS.map(() => 'unreadable'));
    },
  );

  it('says that there is no hour', async () => {
    const lake = await aLake();

    const { findings } = await examine({
      ...lake,
      inventory: { landed: [], foreign: [] },
      leftovers: 0,
      last: hour(11),
    });

    expect(findings).toEqual([{ kind: 'empty' }]);
  });

  it('looks at no hour outside of the span that it is asked for', async () => {
    const patient = await aPatient();
    await Promise.all([1, 2, 3, 8].map((n) => rm(patient.pathOf(n))));
    await Promise.all([5, 10].map((n) => flipBit(patient.pathOf(n))));

    const { findings, sound, outside } = await patient.examination({
      span: { from: hour(2), to: hour(9) },
    });

    expect(findings.map(shortly)).toEqual([
      'gap 2026-11-19T18 to 2026-11-19T19 (2)',
      'gap 2026-11-20T00 to 2026-11-20T00 (1)',
      expect.stringMatching(/^different 2026-11-19T21: /),
    ]);
    expect(sound).toEqual([4, 6, 7].map(hour));
    expect(outside).toEqual([0, 9, 10, 11].map(hour));
  });

  it('names as missing what the span has and the lake has not, and nothing twice', async () => {
    const lake = await aLake();
    const offset = fc.integer({ min: 0, max: 30 });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(offset, { minLength: 1 }),
        fc.option(offset, { nil: undefined }),
        fc.option(offset, { nil: undefined }),
        async (offsets, from, to) => {
          const landed = offsets.map(hour).sort();
          const span = {
            from: from === undefined ? undefined : hour(from),
            to: to === undefined ? undefined : hour(to),
          };

          const { findings } = await examine(
            { ...lake, inventory: { landed, foreign: [] }, leftovers: 0, last: hour(25), span },
            { quick: true },
          );

          const missing = findings.flatMap((finding) =>
            finding.kind === 'gap' ? periodRange(finding.from, addPeriods(finding.to, 1)) : [],
          );
          const counted = findings.map((finding) => (finding.kind === 'gap' ? finding.hours : 0));
          const wanted = periodRange(landed[0] ?? hour(0), addPeriods(hour(25), 1)).filter(
            (at) => !landed.includes(at) && at >= (span.from ?? at) && !(at >= (span.to ?? '9999')),
          );
          expect(missing).toEqual(wanted);
          expect(counted.reduce((sum, hours) => sum + hours, 0)).toBe(wanted.length);
        },
      ),
    );
  });

  it('ends with the hour that it looks at when it is told to, and says which are left', async () => {
    const patient = await aPatient();
    const ending = new AbortController();

    const { sound, notReached } = await patient.examination(
      {},
      { concurrency: 1, signal: ending.signal, onExamined: () => ending.abort() },
    );

    expect(sound).toEqual([hour(0)]);
    expect(notReached).toEqual(HOURS.slice(1));
  });

  it('names the setting that most hours have otherwise', async () => {
    const patient = await aPatient();
    await patient.putHourOf(11, generatedAccounts(OTHER));

    const ours = await patient.examination();
    const others = await patient.examination({}, {}, generatedAccounts(OTHER));

    expect(ours.otherSetting).toBeUndefined();
    expect(others.otherSetting).toEqual({ name: 'seed', there: 'a lake', wanted: 'other' });
  });
});

describe('examining a catalog', () => {
  it('finds nothing wrong with one that knows every hour', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    await catalog.register(HOURS);

    const { findings } = await patient.examination({ catalog });

    expect(findings).toEqual([]);
  });

  it('names partitions that are missing, that point nowhere, or elsewhere', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    await catalog.register([...HOURS.slice(1), hour(30)]);
    catalog.known.set(hour(5), 's3://other/fake-accounts/dt=2026-11-19/hour=21/');
    catalog.known.set('somedayTnoon', 's3://a-lake/fake-accounts/dt=someday/hour=noon/');

    const { findings } = await patient.examination({ catalog });

    expect(findings).toEqual([
      partitionFinding('missing-partition', hour(0), catalog.locationOf(hour(0))),
      partitionFinding('misplaced-partition', hour(5), catalog.known.get(hour(5))),
      partitionFinding('dangling-partition', hour(30), catalog.locationOf(hour(30))),
      partitionFinding('misplaced-partition', 'somedayTnoon', catalog.known.get('somedayTnoon')),
    ]);
  });

  it('asks nothing of one that works out its hours itself', async () => {
    const patient = await aPatient();
    const catalog = { ...aCatalog(), partitions: async () => undefined };

    const { findings } = await patient.examination({ catalog });

    expect(findings).toEqual([]);
  });

  it('leaves hours outside of the span alone', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    await catalog.register([hour(3), hour(30)]);

    const { findings } = await patient.examination({
      catalog,
      span: { from: hour(2), to: hour(5) },
    });

    expect(findings.map(({ kind }) => kind)).toEqual(['missing-partition', 'missing-partition']);
  });
});

function partitionFinding(kind: string, name: string, location: string | undefined) {
  const [dt, ofDay] = name.split('T');
  return { kind, partition: { dt, hour: ofDay }, location };
}

function shortly(finding: Finding): string {
  switch (finding.kind) {
    case 'gap':
      return `gap ${finding.from} to ${finding.to} (${finding.hours})`;
    case 'corrupt':
    case 'different':
    case 'unreadable':
      return `${finding.kind} ${finding.hour}: ${finding.reason}`;
    case 'foreign':
      return `foreign ${finding.key}`;
    case 'leftovers':
      return `leftovers ${finding.count}`;
    default:
      return finding.kind;
  }
}

function startOf(line: string): RegExp {
  return new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
