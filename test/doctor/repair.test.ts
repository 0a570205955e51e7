import { copyFile, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import { type Repair, repair } from '../../lib/doctor/repair.ts';
import { verify } from '../../lib/doctor/verify.ts';
import { CatalogError } from '../../lib/errors.ts';
import { generatedAccounts } from '../../lib/generate/accounts/generated-accounts.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { aCatalog } from '../land/a-catalog.ts';
import { digestsOf } from '../run-hourlake.ts';
import { aPatient, HOURS, hour } from './a-patient.ts';
import { cutShort, empty, flipBit, leaveLeftover, putFolder, writeForeign } from './damage.ts';

const OTHER = generatedAccounts({ seed: 'other', accountsPerHour: 20, growth: 0 });

type Patient = Awaited<ReturnType<typeof aPatient>>;

/** What may befall an hour, and whether it is mended without overwriting anything. */
const damages: Record<string, (patient: Patient, n: number) => Promise<void>> = {
  gone: (patient, n) => rm(patient.pathOf(n)),
  cut: (patient, n) => cutShort(patient.pathOf(n)),
  empty: (patient, n) => empty(patient.pathOf(n)),
  flipped: (patient, n) => flipBit(patient.pathOf(n)),
  'of another seed': (patient, n) => patient.putHourOf(n, OTHER),
  'of another version': (patient, n) =>
    patient.putHourOf(n, {
      ...patient.source,
      facts: { ...patient.source.facts, generator: 'generated-accounts/0' },
    }),
};

describe('repairing a lake', () => {
  it('lands what is missing, removes leftovers, and overwrites nothing', async () => {
    const patient = await aPatient();
    const whole = await digestsOf(patient.folder);
    for (const [n, damage] of Object.values(damages).entries()) await damage(patient, n + 1);
    await rm(patient.pathOf(11));
    await writeForeign(join(patient.folder, 'fake-accounts', 'dt=2026-11-20', 'notes.txt'));
    await leaveLeftover(patient.folder);
    const before = await digestsOf(patient.folder);

    const { treatments, receipts, sweptLeftovers } = await patient.repaired();

    const after = await digestsOf(patient.folder);
    const kept = Object.entries(before).filter(([path]) => !path.startsWith('.landing/'));
    const landed = Object.entries(after).filter(([path]) => !(path in before));
    expect(after).toMatchObject(Object.fromEntries(kept));
    expect(landed).toHaveLength(2);
    expect(whole).toMatchObject(Object.fromEntries(landed));
    expect(receipts.map(({ hour: at, status }) => [at, status])).toEqual([
      [hour(1), 'landed'],
      [hour(11), 'landed'],
    ]);
    expect(sweptLeftovers).toBe(1);
    expect(treatments.map(({ finding: { kind }, left }) => [kind, left !== undefined])).toEqual([
      ['gap', false],
      ['gap', false],
      ['corrupt', true],
      ['corrupt', true],
      ['different', true],
      ['different', true],
      ['different', true],
      ['foreign', true],
      ['leftovers', false],
    ]);
  });

  it('with replacing leaves the very bytes of a lake to which nothing happened', async () => {
    const patient = await aPatient();
    const whole = await digestsOf(patient.folder);
    for (const [n, damage] of Object.values(damages).entries()) await damage(patient, n + 1);
    const cut = sha256(await readFile(patient.pathOf(2)));
    await leaveLeftover(patient.folder);

    const { treatments, receipts } = await patient.repaired({ replace: true });

    expect(treatments.filter(({ left }) => left !== undefined)).toEqual([]);
    expect(receipts.map(({ status }) => status)).toEqual(['landed', ...Array(5).fill('replaced')]);
    expect(receipts[1]).toMatchObject({ hour: hour(2), before: cut });
    expect(await digestsOf(patient.folder)).toEqual(whole);
    expect((await patient.examination()).findings).toEqual([]);
  });

  it('mends whatever befell up to five of twelve hours, foreign files aside', async () => {
    const names = Object.keys(damages);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 11 }), fc.constantFrom(...names)), {
          selector: ([n]) => n,
          maxLength: 5,
        }),
        async (ills) => {
          const patient = await aPatient();
          for (const [n, name] of ills) await damages[name]?.(patient, n);
          await writeForeign(join(patient.folder, 'fake-accounts', 'mine.parquet'));
          // What was lost before the first hour that is left is no gap: nothing tells of it.
          const gone = new Set(ills.flatMap(([n, name]) => (name === 'gone' ? [n] : [])));
          const first = HOURS.findIndex((_, n) => !gone.has(n));

          await patient.repaired({ replace: true });

          const { findings } = await patient.examination();
          const hours = HOURS.slice(first);
          const verdicts = await verify({ ...patient, hours });
          expect(findings).toEqual([{ kind: 'foreign', key: 'fake-accounts/mine.parquet' }]);
          expect(verdicts.map(({ status }) => status)).toEqual(hours.map(() => 'identical'));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('replaces the newest hour before it lands others, which ask that one for the settings', async () => {
    const patient = await aPatient();
    await patient.putHourOf(11, OTHER);
    await rm(patient.pathOf(5));

    const without = await patient.repaired();
    const replacing = await patient.repaired({ replace: true });

    expect(without.treatments.map(({ left }) => left)).toEqual([
      expect.stringMatching(
        /^The newest hour, \S+T03, has another seed than most.+ With --replace too/,
      ),
      expect.stringMatching(/--replace/),
    ]);
    expect(leftOf(replacing)).toEqual([]);
    expect((await patient.examination()).findings).toEqual([]);
  });

  it('overwrites no lake by the settings that a single hour of it has', async () => {
    const patient = await aPatient();
    await patient.putHourOf(11, OTHER);
    await rm(patient.pathOf(5));
    const before = await digestsOf(patient.folder);
    const examination = await patient.examination({}, {}, OTHER);

    const { treatments } = await repair(
      { ...patient, source: OTHER, examination },
      { replace: true },
    );

    expect(treatments).toHaveLength(11);
    for (const { left } of treatments) expect(left).toMatch(/got "other"\. Pass --seed a lake/);
    expect(await digestsOf(patient.folder)).toEqual(before);
  });

  it('asks the hours outside of its span for the settings as well', async () => {
    const patient = await aPatient();
    const span = { from: hour(9), to: hour(12) };
    await patient.putHourOf(9, OTHER);
    await patient.putHourOf(10, OTHER);
    const before = await digestsOf(patient.folder);
    const examination = await patient.examination({ span }, {}, OTHER);

    const refused = await repair({ ...patient, source: OTHER, examination }, { replace: true });
    const after = await digestsOf(patient.folder);
    const mended = await patient.repaired({ replace: true }, { span });

    expect(examination.otherSetting).toBeUndefined();
    expect(refused.treatments).toMatchObject([
      { finding: { hour: hour(11) }, left: expect.stringMatching(/Pass --seed a lake/) },
    ]);
    expect(after).toEqual(before);
    expect(leftOf(mended)).toEqual([]);
    expect((await patient.examination()).findings).toEqual([]);
  });

  it('replaces nothing that changed since it was examined', async () => {
    const patient = await aPatient();
    await flipBit(patient.pathOf(3));
    await cutShort(patient.pathOf(4));
    const examination = await patient.examination();
    await writeFile(patient.pathOf(3), 'somebody is at it');

    const { treatments } = await repair({ ...patient, examination }, { replace: true });

    expect(treatments.map(({ left }) => left)).toEqual([
      expect.stringMatching(/to still hold SHA-256 \w+, got SHA-256 .+Nothing was overwritten/),
      undefined,
    ]);
    expect(await readFile(patient.pathOf(3), 'utf8')).toBe('somebody is at it');
  });

  it('replaces nothing whose bytes were not read', async () => {
    const patient = await aPatient();
    await cutShort(patient.pathOf(4));
    const before = await digestsOf(patient.folder);
    const examination = await patient.examination({}, { quick: true });

    const { treatments } = await repair({ ...patient, examination }, { replace: true });

    expect(treatments).toMatchObject([{ left: expect.stringMatching(/without --quick/) }]);
    expect(await digestsOf(patient.folder)).toEqual(before);
  });

  it('says what stands where an hour should be, and mends the rest', async () => {
    const patient = await aPatient();
    await putFolder(patient.pathOf(3));
    await rm(patient.pathOf(7));

    const first = await patient.repaired();
    await rmdir(patient.pathOf(3));
    const second = await patient.repaired();

    expect(first.treatments.map(({ left }) => left)).toEqual([
      expect.stringMatching(/to be a file of the lake itself, got a folder\. Move it away/),
      undefined,
    ]);
    expect(leftOf(second)).toEqual([]);
    expect((await patient.examination()).findings).toEqual([]);
  });

  it('mends a lake whose only hour is cut short, although nothing tells of its settings', async () => {
    const patient = await aPatient();
    await Promise.all(HOURS.slice(0, -1).map((_, n) => rm(patient.pathOf(n))));
    const whole = await digestsOf(patient.folder);
    await cutShort(patient.pathOf(11));

    const mended = await patient.repaired({ replace: true });

    expect(leftOf(mended)).toEqual([]);
    expect(await digestsOf(patient.folder)).toEqual(whole);
  });

  it('ends with the hour that it is at when it is told to, and says what is left', async () => {
    const patient = await aPatient();
    await Promise.all([2, 4, 6].map((n) => rm(patient.pathOf(n))));
    await Promise.all([7, 8].map((n) => flipBit(patient.pathOf(n))));
    const ending = new AbortController();

    const { treatments, receipts } = await patient.repaired({
      replace: true,
      concurrency: 1,
      signal: ending.signal,
      onReceipt: () => ending.abort(),
    });

    expect(receipts.map(({ status }) => status)).toEqual(['replaced']);
    expect(treatments.map(({ left }) => left?.includes('told to end') ?? false)).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  it('may be done by two at once', async () => {
    const patient = await aPatient();
    const whole = await digestsOf(patient.folder);
    for (const [n, damage] of Object.values(damages).entries()) await damage(patient, n + 1);

    const both = await Promise.all([1, 2].map(() => patient.repaired({ replace: true })));

    expect(both.flatMap(leftOf)).toEqual([]);
    expect(await digestsOf(patient.folder)).toEqual(whole);
  });
});

describe('repairing a catalog', () => {
  it('tells it what it misses, and lets it forget what points nowhere', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    await catalog.register([...HOURS.slice(2), hour(30)]);
    await rm(patient.pathOf(5));
    await rm(patient.pathOf(6));
    catalog.known.delete(hour(6));

    const mended = await patient.repaired({}, { catalog });

    expect(leftOf(mended)).toEqual([]);
    expect(mended.catalog).toEqual({ registered: 3, unregistered: 1 });
    expect([...catalog.known.keys()].sort()).toEqual(HOURS);
    expect((await patient.examination({ catalog })).findings).toEqual([]);
  });

  it('points partitions to this lake with replacing alone', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    await catalog.register(HOURS);
    catalog.known.set(hour(5), 's3://other/');
    catalog.known.set(hour(30), 's3://other/');
    catalog.known.set('somedayTnoon', 's3://a-lake/fake-accounts/dt=someday/hour=noon/');
    const before = new Map(catalog.known);

    const without = await patient.repaired({}, { catalog });
    const kept = new Map(catalog.known);
    const replacing = await patient.repaired({ replace: true }, { catalog });

    expect(leftOf(without)).toHaveLength(3);
    expect(kept).toEqual(before);
    expect(leftOf(replacing)).toEqual([]);
    expect([...catalog.known].sort()).toEqual(HOURS.map((at) => [at, catalog.locationOf(at)]));
  });

  it('lets it forget nothing that has landed since', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    await catalog.register(HOURS);
    const kept = join(patient.folder, 'kept');
    await copyFile(patient.pathOf(11), kept);
    await rm(patient.pathOf(11));
    const examination = await patient.examination({ catalog, span: { to: hour(12) } });
    const partitions = examination.findings.filter(
      ({ kind }) => kind !== 'gap' && kind !== 'foreign',
    );
    await copyFile(kept, patient.pathOf(11));

    const mended = await repair({
      ...patient,
      catalog,
      examination: { ...examination, findings: partitions },
    });

    expect(partitions.map(({ kind }) => kind)).toEqual(['dangling-partition']);
    expect(mended.catalog).toEqual({ registered: 0, unregistered: 0 });
    expect([...catalog.known.keys()]).toContain(hour(11));
  });

  it('leaves gaps and partitions when it cannot be told, and keeps what has landed', async () => {
    const patient = await aPatient();
    const refusal = new CatalogError({ expected: 'a permission', got: 'none', advice: 'Ask.' });
    const catalog: Catalog = { ...aCatalog(), register: () => Promise.reject(refusal) };
    await rm(patient.pathOf(5));

    const { treatments, receipts } = await patient.repaired({}, { catalog });

    expect(receipts.map(({ status }) => status)).toEqual(['landed']);
    expect(treatments).toHaveLength(12);
    for (const { left } of treatments) expect(left).toBe(refusal.message);
  });
});

function leftOf({ treatments }: Repair): unknown[] {
  return treatments.filter(({ left }) => left !== undefined);
}
