import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingsOf, soundPeriods } from '../../lib/doctor/examine.ts';
import { isWrong } from '../../lib/doctor/finding.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import type { Source } from '../../lib/model/source.ts';
import { someAccounts } from '../generate/accounts/some-accounts.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { aPatient, HOURS, hour, type Patient } from './a-patient.ts';
import { shortly } from './shortly.ts';

const SETTINGS = { seed: 'a lake', 'accounts-per-hour': 20, growth: 0 };

describe('hours of the version that began the lake', () => {
  it.each(['footers', 'bytes'] as const)('are named, and are nothing wrong (%s)', async (depth) => {
    const patient = await withEarlierHours();

    const examination = await patient.examination({}, { depth });

    const findings = findingsOf(examination);
    expect(findings.map(shortly)).toEqual([
      `earlier ${hour(0)}: made by generated-accounts/1`,
      `earlier ${hour(1)}: made by generated-accounts/1`,
    ]);
    expect(findings.some(isWrong)).toBe(false);
    expect(examination.jobs.flatMap(soundPeriods)).toEqual(HOURS.slice(2));
  });

  it('are different if they have other settings as well', async () => {
    const patient = await aPatient();
    await patient.putHourOf(0, earlier({ ...SETTINGS, seed: 'other' }));

    const findings = findingsOf(await patient.examination());

    expect(findings.map(({ kind }) => kind)).toEqual(['different']);
  });

  it('are never replaced', async () => {
    const patient = await withEarlierHours();
    const before = await readFile(patient.pathOfHour(0));

    const { jobs } = await patient.repaired({ replace: true });

    expect(jobs[0]?.treatments.map(({ left }) => left)).toEqual([
      expect.stringContaining('keeps it'),
      expect.stringContaining('keeps it'),
    ]);
    expect(await readFile(patient.pathOfHour(0))).toEqual(before);
  });
});

async function withEarlierHours(): Promise<Patient> {
  const patient = await aPatient();
  const declaration = join(patient.folder, declarationKey(fakeAccounts.name));
  const text = await readFile(declaration, 'utf8');
  await writeFile(declaration, text.replace('generated-accounts/2', 'generated-accounts/1'));
  for (const n of [0, 1]) await patient.putHourOf(n, earlier(SETTINGS));
  return patient;
}

/** The accounts as version 1 would sign them. */
function earlier(settings: typeof SETTINGS): Source {
  const source = someAccounts(settings);
  return { ...source, facts: { ...source.facts, generator: 'generated-accounts/1' } };
}
