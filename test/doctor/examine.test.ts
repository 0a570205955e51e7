import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Examination, examine, findingsOf, soundPeriods } from '../../lib/doctor/examine.ts';
import { DeclarationError, InputError } from '../../lib/errors.ts';
import { declarationKey, objectKey } from '../../lib/lake/object-key.ts';
import {
  addPeriods,
  isTimed,
  type Period,
  periodEnd,
  periodRange,
} from '../../lib/model/period.ts';
import { noInputs, someAccounts } from '../generate/accounts/some-accounts.ts';
import { aCatalog } from '../land/a-catalog.ts';
import { aLake } from '../land/a-lake.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { encodeInMemory } from '../parquet/encode-in-memory.ts';
import { digestsOf } from '../run-hourlake.ts';
import { aPatient, HOURS, hour } from './a-patient.ts';
import { cutShort, empty, flipBit, leaveLeftover, putFolder, writeForeign } from './damage.ts';
import { findingsIn, startOf } from './shortly.ts';

const SAME = { seed: 'a lake', 'accounts-per-hour': 20, growth: 0 };
const OTHER = someAccounts({ ...SAME, seed: 'other' });
const OURS = someAccounts(SAME);

describe('examining a lake', () => {
  it.each(['listing', 'footers', 'bytes'] as const)(
    'to the depth of %s finds nothing wrong with one that a run has filled',
    async (depth) => {
      const patient = await aPatient();

      const found = await patient.examination({}, { depth });

      expect(findingsOf(found)).toEqual([]);
      expect(found.jobs).toHaveLength(1);
      expect(found.jobs[0]).toMatchObject({
        job: fakeAccounts,
        landed: HOURS,
        waiting: [],
        notReached: [],
      });
      expect(soundOf(found)).toEqual(depth === 'listing' ? [] : HOURS);
    },
  );

  it('names every kind of damage, and changes nothing', async () => {
    const patient = await aPatient();
    const older = { ...OURS, facts: { ...OURS.facts, generator: 'generated-accounts/0' } };
    await rm(patient.pathOfHour(1));
    await cutShort(patient.pathOfHour(2));
    await empty(patient.pathOfHour(3));
    await flipBit(patient.pathOfHour(4));
    await patient.putHourOf(5, OTHER);
    await patient.putHourOf(6, older);
    await putFolder(patient.pathOfHour(7));
    const tool = await encodeInMemory(OURS.table, OURS.batches(hour(8), noInputs));
    await writeFile(patient.pathOfHour(8), tool.bytes);
    await writeForeign(join(patient.folder, 'fake-accounts', 'notes.txt'));
    await writeForeign(join(patient.folder, 'mine', 'notes.txt'));
    await writeForeign(join(patient.folder, '_lake', 'other.json'));
    // A wrapped key belongs to the lake.
    await writeForeign(join(patient.folder, '_lake', 'keys', 'k1.json'));
    await leaveLeftover(patient.folder);
    const before = await digestsOf(patient.folder);

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual(
      [
        'gap 2026-11-19T17 to 2026-11-19T17 (1)',
        'gap 2026-11-19T23 to 2026-11-19T23 (1)',
        'corrupt 2026-11-19T18',
        'corrupt 2026-11-19T19: a file of 0 bytes',
        'different 2026-11-19T20: same generator version and settings, other bytes: the file or one of its inputs was changed',
        'different 2026-11-19T21: hourlake.seed is "other", not "a lake"',
        'different 2026-11-19T22: hourlake.generator is "generated-accounts/0", not "generated-accounts/2"',
        'different 2026-11-20T00: hourlake.table is missing, not "fake_accounts"',
        'foreign fake-accounts/notes.txt',
        'foreign _lake/other.json',
        'foreign mine/notes.txt',
        'leftovers 1',
      ].map((line) => expect.stringMatching(startOf(line))),
    );
    expect(findingsOf(found)[5]).toMatchObject({
      footer: { 'hourlake.generator': 'generated-accounts/2', 'hourlake.seed': 'other' },
    });
    expect(soundOf(found)).toEqual([0, 9, 10, 11].map(hour));
    expect(await digestsOf(patient.folder)).toEqual(before);
  });

  it('finds in footers what they tell, and no more', async () => {
    const patient = await aPatient();
    await cutShort(patient.pathOfHour(2));
    await flipBit(patient.pathOfHour(4));
    await patient.putHourOf(5, OTHER);
    const looks: string[] = [];

    const found = await patient.examination(
      {},
      {
        depth: 'footers',
        onLook: (_, { period, finding }) => looks.push(`${period} ${finding?.kind ?? 'sound'}`),
      },
    );

    const findings = findingsOf(found);
    expect(findings.map(({ kind }) => kind)).toEqual(['corrupt', 'different']);
    expect(findings.map((finding) => 'sha256' in finding)).toEqual([false, false]);
    expect(soundOf(found)).toContain(hour(4));
    expect(looks.sort()).toEqual(
      HOURS.map((at, n) => `${at} ${n === 2 ? 'corrupt' : n === 5 ? 'different' : 'sound'}`),
    );
  });

  it('looks at no object to the depth of a listing', async () => {
    const patient = await aPatient();
    await rm(patient.pathOfHour(1));
    await cutShort(patient.pathOfHour(2));
    let begun = 0;

    const found = await patient.examination(
      {},
      {
        depth: 'listing',
        onBegin: () => {
          begun += 1;
        },
      },
    );

    expect(findingsIn(found)).toEqual(['gap 2026-11-19T17 to 2026-11-19T17 (1)']);
    expect([begun, found.jobs[0]?.looks, found.jobs[0]?.notReached]).toEqual([0, [], []]);
  });

  it('calls a lake without a period empty, and asks for nothing before the first run', async () => {
    const { store, open } = await aLake({ jobs: [fakeAccounts] });

    const found = await examine({
      store,
      lake: open(),
      jobs: [{ job: fakeAccounts }],
      keys: [],
      leftovers: 0,
      instant: periodEnd(hour(11)),
    });

    expect(findingsOf(found)).toEqual([{ kind: 'empty' }]);
  });

  it('names the periods that are missing since a first run that landed nothing', async () => {
    const patient = await aPatient();
    await rm(join(patient.folder, 'fake-accounts'), { recursive: true });

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual(['gap 2026-11-19T16 to 2026-11-20T03 (12)']);
  });

  it('looks at no period outside of the span that it is asked for', async () => {
    const patient = await aPatient();
    await Promise.all([1, 2, 3, 8].map((n) => rm(patient.pathOfHour(n))));
    await Promise.all([5, 10].map((n) => flipBit(patient.pathOfHour(n))));

    const found = await patient.examination({ span: { from: hour(2), to: hour(9) } });

    expect(findingsIn(found)).toEqual([
      'gap 2026-11-19T18 to 2026-11-19T19 (2)',
      'gap 2026-11-20T00 to 2026-11-20T00 (1)',
      expect.stringMatching(/^different 2026-11-19T21: /),
    ]);
    expect(soundOf(found)).toEqual([4, 6, 7].map(hour));
  });

  it('names as missing what the span has and the lake has not, and nothing twice', async () => {
    const { store, open } = await aLake({ jobs: [fakeAccounts] });
    const lake = open();
    await lake.declare(await lake.open(fakeAccounts), hour(3));
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

          const { jobs } = await examine(
            {
              store,
              lake,
              jobs: [{ job: fakeAccounts }],
              keys: landed.map((at) => objectKey(fakeAccounts, at)),
              leftovers: 0,
              instant: periodEnd(hour(25)),
              span,
            },
            { depth: 'listing' },
          );

          const findings = jobs[0]?.findings ?? [];
          const missing = findings.flatMap((finding): Period[] => {
            if (finding.kind !== 'gap' || !isTimed(finding.from) || !isTimed(finding.to)) return [];
            return periodRange(finding.from, addPeriods(finding.to, 1));
          });
          const counted = findings.map((finding) => (finding.kind === 'gap' ? finding.periods : 0));
          const [first = hour(0)] = [hour(3), ...landed].sort();
          const wanted = periodRange(first, addPeriods(hour(25), 1)).filter(
            (at) => !landed.includes(at) && at >= (span.from ?? at) && !(at >= (span.to ?? '9999')),
          );
          expect(missing).toEqual(wanted);
          expect(counted.reduce((sum, periods) => sum + periods, 0)).toBe(wanted.length);
        },
      ),
    );
  });

  it('waits until a period is due: over, and as late as its job says', async () => {
    const late = { ...fakeAccounts, latenessMinutes: 30 };
    const patient = await aPatient({ jobs: [late], landed: [[late, HOURS]] });
    const next = periodEnd(hour(12));

    const gaps = await Promise.all(
      [next - 1, next, next + 30 * 60_000 - 1, next + 30 * 60_000].map(async (instant) =>
        findingsIn(await patient.examination({ instant }, { depth: 'listing' })),
      ),
    );

    expect(gaps).toEqual([[], [], [], ['gap 2026-11-20T04 to 2026-11-20T04 (1)']]);
  });

  it('ends with the period that it looks at when it is asked to, and says which are left', async () => {
    const patient = await aPatient();
    const ending = new AbortController();

    const found = await patient.examination(
      {},
      { concurrency: 1, signal: ending.signal, onLook: () => ending.abort() },
    );

    expect(soundOf(found)).toEqual([hour(0)]);
    expect(found.jobs[0]?.notReached).toEqual(HOURS.slice(1));
  });
});

describe('examining declarations', () => {
  it('names one that is missing, and looks at all else by what the footers say', async () => {
    const patient = await aPatient();
    await rm(join(patient.folder, declarationKey('fake-accounts')));
    await flipBit(patient.pathOfHour(4));

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual([
      'undeclared _lake/fake-accounts.json: its settings were read from the footers of its files',
      expect.stringMatching(/^different 2026-11-19T20: /),
    ]);
  });

  it('names one that is not usable, and says nothing of its periods', async () => {
    const patient = await aPatient();
    await writeFile(join(patient.folder, declarationKey('fake-accounts')), '{"format": 99}');
    await flipBit(patient.pathOfHour(4));
    await leaveLeftover(patient.folder);

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual([
      expect.stringMatching(/^unusable _lake\/fake-accounts\.json: .+ a declaration of format 99/),
      'leftovers 1',
    ]);
    expect(found.jobs[0]).toMatchObject({ opened: undefined, looks: [] });
  });

  it('calls one unusable that no footer can replace', async () => {
    const patient = await aPatient();
    await rm(join(patient.folder, declarationKey('fake-accounts')));
    for (const n of HOURS.keys()) await cutShort(patient.pathOfHour(n));

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual([
      expect.stringMatching(/^unusable _lake\/fake-accounts\.json: .+ footers without usable/),
    ]);
  });

  it('refuses other settings that are asked for, which say nothing of the lake', async () => {
    const patient = await aPatient();

    const examining = patient.examination({ settings: { 'fake-accounts': { seed: 'other' } } });

    await expect(examining).rejects.toThrow(InputError);
    await expect(examining).rejects.not.toThrow(DeclarationError);
    await expect(examining).rejects.toThrow(
      /fake-accounts\.seed to be "a lake", which \.\/lake was filled with/,
    );
  });

  it('takes a folder in the place of one for none', async () => {
    const patient = await aPatient();
    const path = join(patient.folder, declarationKey('fake-accounts'));
    await rm(path);
    await mkdir(path);

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual([expect.stringMatching(/^undeclared /)]);
  });
});

describe('examining a catalog', () => {
  it('finds nothing wrong with one that knows every hour', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    await catalog.register(HOURS);

    const found = await patient.examination({ catalogs: new Map([[fakeAccounts, catalog]]) });

    expect(findingsIn(found)).toEqual([]);
  });

  it('names partitions that are missing, that point nowhere, or elsewhere', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    await catalog.register([...HOURS.slice(1), hour(30)]);
    catalog.known.set(hour(5), 's3://other/fake-accounts/dt=2026-11-19/hour=21/');
    catalog.known.set('somedayTnoon', 's3://a-lake/fake-accounts/dt=someday/hour=noon/');

    const found = await patient.examination({ catalogs: new Map([[fakeAccounts, catalog]]) });

    expect(findingsOf(found)).toEqual([
      partitionFinding('missing-partition', hour(0), catalog.locationOf(hour(0))),
      partitionFinding('misplaced-partition', hour(5), catalog.known.get(hour(5))),
      partitionFinding('dangling-partition', hour(30), catalog.locationOf(hour(30))),
      partitionFinding('misplaced-partition', 'somedayTnoon', catalog.known.get('somedayTnoon')),
    ]);
  });

  it('asks nothing of one that computes its periods itself', async () => {
    const patient = await aPatient();
    const catalog = { ...aCatalog(), partitions: async () => undefined };

    const found = await patient.examination({ catalogs: new Map([[fakeAccounts, catalog]]) });

    expect(findingsIn(found)).toEqual([]);
  });

  it('leaves out periods outside of the span', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    await catalog.register([hour(3), hour(30)]);

    const found = await patient.examination({
      catalogs: new Map([[fakeAccounts, catalog]]),
      span: { from: hour(2), to: hour(5) },
    });

    expect(findingsOf(found).map(({ kind }) => kind)).toEqual([
      'missing-partition',
      'missing-partition',
    ]);
  });
});

function soundOf({ jobs }: Examination): Period[] {
  return jobs.flatMap(soundPeriods);
}

function partitionFinding(kind: string, name: string, location: string | undefined) {
  const [dt, ofDay] = name.split('T');
  return { kind, partition: { dt, hour: ofDay }, location };
}
