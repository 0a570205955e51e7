import { readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import { findingsOf } from '../../lib/doctor/examine.ts';
import { CatalogError, InputError } from '../../lib/errors.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import type { Job } from '../../lib/model/job.ts';
import { someAccounts } from '../generate/accounts/some-accounts.ts';
import { aCatalog } from '../land/a-catalog.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { digestsOf } from '../run-hourlake.ts';
import { aPatient, HOURS, hour, type Patient } from './a-patient.ts';
import { cutShort, empty, flipBit, leaveLeftover, putFolder, writeForeign } from './damage.ts';
import { findingsIn, leftOf, treatmentsOf } from './shortly.ts';

const SAME = { seed: 'a lake', 'accounts-per-hour': 20, growth: 0 };
const OURS = someAccounts(SAME);
const OTHER = someAccounts({ ...SAME, seed: 'other' });

/** What may befall an hour, and whether it is mended without overwriting anything. */
const damages: Record<string, (patient: Patient, n: number) => Promise<void>> = {
  gone: (patient, n) => rm(patient.pathOfHour(n)),
  cut: (patient, n) => cutShort(patient.pathOfHour(n)),
  empty: (patient, n) => empty(patient.pathOfHour(n)),
  flipped: (patient, n) => flipBit(patient.pathOfHour(n)),
  'of another seed': (patient, n) => patient.putHourOf(n, OTHER),
  'of another version': (patient, n) =>
    patient.putHourOf(n, {
      ...OURS,
      facts: { ...OURS.facts, generator: 'generated-accounts/0' },
    }),
};

describe('repairing a lake', () => {
  it('lands what is missing, removes leftovers, and overwrites nothing', async () => {
    const patient = await aPatient();
    const whole = await digestsOf(patient.folder);
    for (const [n, damage] of Object.values(damages).entries()) await damage(patient, n + 1);
    await rm(patient.pathOfHour(11));
    await writeForeign(join(patient.folder, 'fake-accounts', 'dt=2026-11-20', 'notes.txt'));
    await leaveLeftover(patient.folder);
    const before = await digestsOf(patient.folder);

    const repair = await patient.repaired();

    const after = await digestsOf(patient.folder);
    const kept = Object.entries(before).filter(([path]) => !path.startsWith('.landing/'));
    const landed = Object.entries(after).filter(([path]) => !(path in before));
    expect(after).toMatchObject(Object.fromEntries(kept));
    expect(landed).toHaveLength(2);
    expect(whole).toMatchObject(Object.fromEntries(landed));
    expect(repair.jobs.flatMap(({ receipts }) => receipts)).toMatchObject([
      { period: hour(1), status: 'landed' },
      { period: hour(11), status: 'landed' },
    ]);
    expect(repair.sweptLeftovers).toBe(1);
    expect(
      treatmentsOf(repair).map(({ finding: { kind }, left }) => [kind, left !== undefined]),
    ).toEqual([
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
    const cut = sha256(await readFile(patient.pathOfHour(2)));
    await leaveLeftover(patient.folder);

    const repair = await patient.repaired({ replace: true });

    const receipts = repair.jobs.flatMap((job) => job.receipts);
    expect(leftOf(repair)).toEqual([]);
    expect(receipts.map(({ status }) => status)).toEqual(['landed', ...Array(5).fill('replaced')]);
    expect(receipts[1]).toMatchObject({ period: hour(2), before: cut });
    expect(await digestsOf(patient.folder)).toEqual(whole);
    expect(findingsIn(await patient.examination())).toEqual([]);
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
          const whole = await digestsOf(patient.folder);
          for (const [n, name] of ills) await damages[name]?.(patient, n);
          await writeForeign(join(patient.folder, 'fake-accounts', 'mine.parquet'));

          await patient.repaired({ replace: true });

          const after = await digestsOf(patient.folder);
          const found = await patient.examination({}, { depth: 'listing' });
          expect(findingsIn(found)).toEqual(['foreign fake-accounts/mine.parquet']);
          delete after['fake-accounts/mine.parquet'];
          expect(after).toEqual(whole);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('needs no hour that tells of the settings: the declaration does', async () => {
    const patient = await aPatient();
    const whole = await digestsOf(patient.folder);
    for (const n of HOURS.keys()) await patient.putHourOf(n, OTHER);

    const repair = await patient.repaired({ replace: true });

    expect(leftOf(repair)).toEqual([]);
    expect(await digestsOf(patient.folder)).toEqual(whole);
  });

  it('refuses other settings than the lake was filled with, and overwrites nothing', async () => {
    const patient = await aPatient();
    await patient.putHourOf(11, OTHER);
    await rm(patient.pathOfHour(5));
    const before = await digestsOf(patient.folder);

    const repairing = patient.repaired(
      { replace: true },
      { settings: { 'fake-accounts': { seed: 'other' } } },
    );

    await expect(repairing).rejects.toThrow(InputError);
    expect(await digestsOf(patient.folder)).toEqual(before);
  });

  it('replaces nothing that changed since it was examined', async () => {
    const patient = await aPatient();
    await flipBit(patient.pathOfHour(3));
    await cutShort(patient.pathOfHour(4));
    const examination = await patient.examination();
    await writeFile(patient.pathOfHour(3), 'somebody is at it');

    const repair = await patient.repair(examination, { replace: true });

    expect(treatmentsOf(repair).map(({ left }) => left)).toEqual([
      expect.stringMatching(/to still hold SHA-256 \w+, got SHA-256 .+Nothing was overwritten/),
      undefined,
    ]);
    expect(await readFile(patient.pathOfHour(3), 'utf8')).toBe('somebody is at it');
  });

  it('replaces nothing whose bytes were not read', async () => {
    const patient = await aPatient();
    await cutShort(patient.pathOfHour(4));
    const before = await digestsOf(patient.folder);
    const examination = await patient.examination({}, { depth: 'footers' });

    const repair = await patient.repair(examination, { replace: true });

    expect(treatmentsOf(repair)).toMatchObject([
      { left: expect.stringMatching(/^Its bytes were not read to their end/) },
    ]);
    expect(await digestsOf(patient.folder)).toEqual(before);
  });

  it('says what stands where an hour should be, and mends the rest', async () => {
    const patient = await aPatient();
    await putFolder(patient.pathOfHour(3));
    await rm(patient.pathOfHour(7));

    const first = await patient.repaired();
    await rmdir(patient.pathOfHour(3));
    const second = await patient.repaired();

    expect(treatmentsOf(first).map(({ left }) => left)).toEqual([
      expect.stringMatching(/to be a file of the lake itself, got a folder\. Move it away/),
      undefined,
    ]);
    expect(leftOf(second)).toEqual([]);
    expect(findingsIn(await patient.examination())).toEqual([]);
  });

  it('mends a lake whose only hour is cut short', async () => {
    const patient = await aPatient();
    await Promise.all(HOURS.slice(0, -1).map((_, n) => rm(patient.pathOfHour(n))));
    const only = await readFile(patient.pathOfHour(11));
    await cutShort(patient.pathOfHour(11));

    const repair = await patient.repaired({ replace: true });

    expect(leftOf(repair)).toEqual([]);
    expect(await readFile(patient.pathOfHour(11))).toEqual(only);
    expect(findingsIn(await patient.examination())).toEqual([]);
  });

  it('ends with the period that it is at when it is asked to, and says what is left', async () => {
    const patient = await aPatient();
    await Promise.all([2, 4, 6].map((n) => rm(patient.pathOfHour(n))));
    await Promise.all([7, 8].map((n) => flipBit(patient.pathOfHour(n))));
    const ending = new AbortController();

    const repair = await patient.repaired({
      replace: true,
      concurrency: 1,
      signal: ending.signal,
      onReceipt: () => ending.abort(),
    });

    const receipts = repair.jobs.flatMap((job) => job.receipts);
    expect(receipts.map(({ status }) => status)).toEqual(['replaced']);
    expect(treatmentsOf(repair).map(({ left }) => left?.includes('asked to end') ?? false)).toEqual(
      [true, true, true, false, true],
    );
  });

  it('may be done by two at once', async () => {
    const patient = await aPatient();
    const whole = await digestsOf(patient.folder);
    for (const [n, damage] of Object.values(damages).entries()) await damage(patient, n + 1);

    const both = await Promise.all([1, 2].map(() => patient.repaired({ replace: true })));

    expect(both.flatMap(leftOf)).toEqual([]);
    expect(await digestsOf(patient.folder)).toEqual(whole);
  });

  it('shows a defect instead of leaving a finding because of it', async () => {
    const patient = await aPatient();
    await rm(patient.pathOfHour(3));
    const defect = new TypeError('a defect');
    const fails = () => Promise.reject(defect);

    const repairing = patient.repaired({
      openMaker: () => ({ withFile: fails, digestOf: fails, close: async () => {} }),
    });

    await expect(repairing).rejects.toBe(defect);
  });
});

describe('repairing a declaration', () => {
  it('writes one that is missing, with the bytes that it had', async () => {
    const patient = await aPatient();
    const whole = await digestsOf(patient.folder);
    await rm(join(patient.folder, declarationKey('fake-accounts')));

    const repair = await patient.repaired();

    expect(treatmentsOf(repair)).toEqual([
      { finding: expect.objectContaining({ kind: 'undeclared' }), left: undefined },
    ]);
    expect(await digestsOf(patient.folder)).toEqual(whole);
    expect(findingsIn(await patient.examination())).toEqual([]);
  });

  it('lands the gaps of a job together with its missing declaration', async () => {
    const patient = await aPatient();
    const whole = await digestsOf(patient.folder);
    await rm(join(patient.folder, declarationKey('fake-accounts')));
    await rm(patient.pathOfHour(5));

    const repair = await patient.repaired();

    expect(leftOf(repair)).toEqual([]);
    expect(await digestsOf(patient.folder)).toEqual(whole);
  });

  it('leaves one that is not usable, and everything of its job', async () => {
    const patient = await aPatient();
    await writeFile(join(patient.folder, declarationKey('fake-accounts')), 'not JSON');
    await rm(patient.pathOfHour(5));
    const before = await digestsOf(patient.folder);

    const repair = await patient.repaired({ replace: true });

    expect(leftOf(repair)).toEqual([
      {
        finding: expect.objectContaining({ kind: 'unusable' }),
        left: expect.stringMatching(/^A declaration is never overwritten/),
      },
    ]);
    expect(await digestsOf(patient.folder)).toEqual(before);
  });

  it('leaves one that the store does not take', async () => {
    const patient = await aPatient();
    const path = join(patient.folder, declarationKey('fake-accounts'));
    await rm(path);
    await writeForeign(path);
    await putFolder(path);

    const repair = await patient.repaired();

    expect(leftOf(repair)).toEqual([
      {
        finding: expect.objectContaining({ kind: 'undeclared' }),
        left: expect.stringMatching(/got a folder/),
      },
    ]);
  });
});

describe('repairing a catalog', () => {
  it('registers what it misses, and unregisters what points nowhere', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    const catalogs = new Map<Job, Catalog>([[fakeAccounts, catalog]]);
    await catalog.register([...HOURS.slice(2), hour(30)]);
    await rm(patient.pathOfHour(5));
    await rm(patient.pathOfHour(6));
    catalog.known.delete(hour(6));

    const repair = await patient.repaired({}, { catalogs });

    expect(leftOf(repair)).toEqual([]);
    expect(repair.jobs[0]?.catalog).toEqual({ registered: 3, unregistered: 1 });
    expect([...catalog.known.keys()].sort()).toEqual(HOURS);
    expect(findingsIn(await patient.examination({ catalogs }))).toEqual([]);
  });

  it('points partitions to this lake only with replacing', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    const catalogs = new Map<Job, Catalog>([[fakeAccounts, catalog]]);
    await catalog.register(HOURS);
    catalog.known.set(hour(5), 's3://other/');
    catalog.known.set(hour(30), 's3://other/');
    catalog.known.set('somedayTnoon', 's3://a-lake/fake-accounts/dt=someday/hour=noon/');
    const before = new Map(catalog.known);

    const without = await patient.repaired({}, { catalogs });
    const kept = new Map(catalog.known);
    const replacing = await patient.repaired({ replace: true }, { catalogs });

    expect(leftOf(without)).toHaveLength(3);
    expect(kept).toEqual(before);
    expect(leftOf(replacing)).toEqual([]);
    expect([...catalog.known].sort()).toEqual(HOURS.map((at) => [at, catalog.locationOf(at)]));
  });

  it('unregisters nothing that has landed since', async () => {
    const patient = await aPatient();
    const catalog = aCatalog();
    const catalogs = new Map<Job, Catalog>([[fakeAccounts, catalog]]);
    await catalog.register(HOURS);
    const bytes = await readFile(patient.pathOfHour(11));
    await rm(patient.pathOfHour(11));
    const examination = await patient.examination({ catalogs, span: { to: hour(12) } });
    const partitions = examination.jobs.map((job) => ({
      ...job,
      findings: job.findings.filter(({ kind }) => kind !== 'gap'),
    }));
    await writeFile(patient.pathOfHour(11), bytes);

    const repair = await patient.repair({ jobs: partitions, findings: [] }, {}, { catalogs });

    expect(findingsOf({ jobs: partitions, findings: [] }).map(({ kind }) => kind)).toEqual([
      'dangling-partition',
    ]);
    expect(repair.jobs[0]?.catalog).toEqual({ registered: 0, unregistered: 0 });
    expect([...catalog.known.keys()]).toContain(hour(11));
  });

  it('leaves gaps and partitions when the catalog refuses, and keeps what has landed', async () => {
    const patient = await aPatient();
    const refusal = new CatalogError({ expected: 'a permission', got: 'none', advice: 'Ask.' });
    const catalog: Catalog = { ...aCatalog(), register: () => Promise.reject(refusal) };
    await rm(patient.pathOfHour(5));

    const repair = await patient.repaired({}, { catalogs: new Map([[fakeAccounts, catalog]]) });

    expect(repair.jobs.flatMap(({ receipts }) => receipts)).toMatchObject([{ status: 'landed' }]);
    expect(treatmentsOf(repair)).toHaveLength(12);
    for (const { left } of treatmentsOf(repair)) expect(left).toBe(refusal.message);
  });
});
