import { describe, expect, it } from 'vitest';
import { type Declaration, declarationBytes, declaredTable } from '../../lib/lake/declaration.ts';
import { declarationKey, objectKey } from '../../lib/lake/object-key.ts';
import { sourceKindOf } from '../../lib/land/open-job.ts';
import type { Job } from '../../lib/model/job.ts';
import {
  addPeriods,
  type Period,
  parseHour,
  parsePeriod,
  periodRange,
} from '../../lib/model/period.ts';
import { completeSettings, type SettingValues } from '../../lib/model/settings.ts';
import { Witness } from '../../simulation/check/witness.ts';
import { type Deployment, first, next, sourceOf } from '../../simulation/deployments.ts';
import { bronzeAccounts } from '../../simulation/jobs/bronze-accounts.ts';
import { dailyDigest } from '../../simulation/jobs/daily-digest.ts';
import { fakeAccounts } from '../../simulation/jobs/fake-accounts.ts';
import { fileOf, type InputBytes } from '../../simulation/made-files.ts';

const DAY = parsePeriod('2026-01-05');
const FROM = parseHour('2026-01-05T00');
const HOURS = periodRange(FROM, addPeriods(FROM, 24));
const KEY = declarationKey(fakeAccounts.name);

describe('the witness', () => {
  it('sees nothing wrong in a day that landed after its hours, and those after declarations', async () => {
    const { witness, see } = aWitness();

    await see(fakeAccounts, HOURS);
    await see(dailyDigest, [DAY]);

    expect(witness.violation).toBeUndefined();
    expect(witness.landed.size).toBe(25);
  });

  it('accuses an hour that landed before its job was declared', async () => {
    const { witness } = aWitness();
    const hour = await bytesOf(fakeAccounts, FROM);

    witness.shown(objectKey(fakeAccounts, FROM), hour);

    expect(witness.violation?.what).toBe('a period landed before its job was declared');
  });

  it('accuses a day that landed before the last of its hours', async () => {
    const { witness, see } = aWitness();

    await see(fakeAccounts, HOURS.slice(0, 23));
    await see(dailyDigest, [DAY]);

    expect(witness.violation).toEqual({
      what: 'a period landed before its inputs',
      where: objectKey(dailyDigest, DAY),
    });
  });

  it('sees nothing wrong in a bronze day, and accuses one that holds a CPF of its hours', async () => {
    const [right, wrong] = [aWitness(), aWitness()];
    for (const { see } of [right, wrong]) {
      await see(fakeAccounts, HOURS);
      await see(bronzeAccounts, []);
    }
    const day = await bytesOf(bronzeAccounts, DAY);
    const hours = await Promise.all(HOURS.map((hour) => bytesOf(fakeAccounts, hour)));
    const [cpf = ''] =
      /\d{3}\.\d{3}\.\d{3}-\d{2}/.exec(Buffer.concat(hours).toString('latin1')) ?? [];

    right.witness.shown(objectKey(bronzeAccounts, DAY), day);
    wrong.witness.shown(objectKey(bronzeAccounts, DAY), Buffer.concat([day, Buffer.from(cpf)]));

    expect(cpf).toHaveLength(14);
    expect(right.witness.violation).toBeUndefined();
    expect(wrong.witness.violation).toEqual({
      what: 'a bronze object holds a CPF of its landed hours',
      where: objectKey(bronzeAccounts, DAY),
    });
  });

  it('accuses a day that was made from other hours than those that are there', async () => {
    const { witness, see } = aWitness();
    await see(fakeAccounts, HOURS);
    await see(dailyDigest, []);

    witness.shown(objectKey(dailyDigest, DAY), await bytesOf(dailyDigest, DAY, { hours: next }));

    expect(witness.violation?.what).toBe(
      'a visible object is not whole, or of no deployed version',
    );
  });

  it('accuses an hour of other settings than those that are declared', async () => {
    const { witness } = aWitness();
    witness.shown(KEY, bytesOfDeclaration({ seed: 'another' }));

    witness.shown(objectKey(fakeAccounts, FROM), await bytesOf(fakeAccounts, FROM));

    expect(witness.violation?.what).toBe(
      'a visible object is not whole, or of no deployed version',
    );
  });

  it('accuses a declaration that changes, and one that is not whole', () => {
    const [changing, cut] = [aWitness().witness, aWitness().witness];

    changing.shown(KEY, bytesOfDeclaration());
    changing.shown(KEY, bytesOfDeclaration({ seed: 'another' }));
    cut.shown(KEY, bytesOfDeclaration().subarray(0, 100));

    expect(changing.violation?.what).toBe('the bytes of a visible object changed');
    expect(cut.violation?.what).toBe('a visible declaration is not whole');
  });

  it('accuses a declaration that begins when no run did', () => {
    const { witness } = aWitness();

    witness.shown(KEY, bytesOfDeclaration({ since: addPeriods(FROM, -1) }));

    expect(witness.violation?.what).toBe('a declaration begins when no run did');
  });

  it('takes another declaration after a crash lost the first one, but not with other settings', async () => {
    const [{ witness: right, see }, { witness: wrong, see: seeWrong }] = [aWitness(), aWitness()];
    await see(fakeAccounts, [addPeriods(FROM, 3)]);
    await seeWrong(fakeAccounts, [addPeriods(FROM, 3)]);

    right.gone(KEY, true);
    right.shown(KEY, bytesOfDeclaration({ since: addPeriods(FROM, 3) }));
    wrong.gone(KEY, true);
    wrong.shown(KEY, bytesOfDeclaration({ seed: 'another' }));

    expect(right.violation).toBeUndefined();
    expect(wrong.violation?.what).toBe(
      'a declaration has other settings than the periods of its job',
    );
  });

  it('excuses a day of which a crash lost an hour that landed again with other bytes', async () => {
    const { witness, see } = aWitness();
    await see(fakeAccounts, HOURS);
    await see(dailyDigest, [DAY]);

    witness.gone(objectKey(fakeAccounts, FROM), true);
    witness.shown(
      objectKey(fakeAccounts, FROM),
      await bytesOf(fakeAccounts, FROM, { version: next }),
    );

    expect(witness.violation).toBeUndefined();
    expect(witness.versions.isOfOne(dailyDigest, DAY)).toBe(false);
    expect(witness.hasOutlivedInputs(dailyDigest, DAY)).toBe(true);
  });
});

/** A witness of a lake with two versions, in which a run of the day begins. */
function aWitness() {
  const witness = new Witness([first, next], () => {});
  witness.declarations.mayBegin(fakeAccounts, FROM);
  witness.declarations.mayBegin(dailyDigest, DAY);
  witness.declarations.mayBegin(bronzeAccounts, DAY);

  /** Shows it the declaration of a job, unless it has seen it, and some periods. */
  async function see(job: Job, periods: readonly Period[]): Promise<void> {
    const key = declarationKey(job.name);
    if (witness.lake.bytesOf(key) === undefined) witness.shown(key, bytesOfDeclaration({ job }));
    for (const period of periods) {
      witness.shown(objectKey(job, period), await bytesOf(job, period));
    }
  }

  return { witness, see };
}

/** The object of a period. */
async function bytesOf(
  job: Job,
  period: Period,
  {
    version = first,
    hours = first,
  }: { readonly version?: Deployment; readonly hours?: Deployment } = {},
): Promise<Uint8Array> {
  const source = sourceOf(version, job, settingsOf);
  const inputs: InputBytes[] = [];
  for (const input of source.inputs?.(period) ?? []) {
    const bytes = await bytesOf(fakeAccounts, input.period, { version: hours });
    inputs.push({ ...input, bytes });
  }
  return (await fileOf(source, period, inputs)).body;
}

function bytesOfDeclaration({
  job = fakeAccounts,
  since = job === fakeAccounts ? FROM : DAY,
  seed,
}: {
  readonly job?: Job;
  readonly since?: Period;
  readonly seed?: string;
} = {}): Uint8Array {
  const declaration: Declaration = {
    job: job.name,
    layer: job.layer,
    grain: job.grain,
    since,
    source: job.source.kind,
    settings: { ...settingsOf(job), ...(seed !== undefined && { seed }) },
    inputs: job.inputs ?? [],
    versions: { generator: 'any' },
    table: declaredTable(job.table),
  };
  return declarationBytes(declaration);
}

function settingsOf(job: Job): SettingValues {
  const { settings } = sourceKindOf(job, first.kinds);
  return completeSettings(settings, job.source.settings ?? {}, { owner: job.name });
}
