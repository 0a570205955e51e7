import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Look, lookAtBytes, lookAtFooter } from '../../lib/doctor/look.ts';
import { ParquetError, WorkerError } from '../../lib/errors.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { inThisThread } from '../../lib/land/land-period.ts';
import type { PeriodMaker } from '../../lib/land/threads/period-maker.ts';
import type { Hour } from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';
import { nodeFileSystem } from '../../lib/stores/file-system.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { noInputs, someAccounts } from '../generate/accounts/some-accounts.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { rowsByHyparquet } from '../read-parquet.ts';
import { aPatient, HOURS, type Patient } from './a-patient.ts';
import { cutShort, flipBit } from './damage.ts';

const SIX = HOURS.slice(0, 6);
const [FIRST] = HOURS as [Hour];

describe('a look at bytes', () => {
  it('finds what a run landed as it was made, with its rows', async () => {
    const patient = await aPatient({ landed: [[fakeAccounts, SIX]] });

    const looks = await looksAtBytes(patient, SIX);

    const rows = await Promise.all(
      SIX.map(
        async (_, n) => (await rowsByHyparquet(await readFile(patient.pathOfHour(n)))).length,
      ),
    );
    expect(looks).toEqual(
      SIX.map((period, n) => ({ period, key: objectKey(fakeAccounts, period), rows: rows[n] })),
    );
  });

  it('names hours that are changed, cut short, empty, garbage or gone, by their bytes', async () => {
    const patient = await aPatient({ landed: [[fakeAccounts, SIX]] });
    const paths = SIX.map((_, n) => patient.pathOfHour(n)) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const [changed, cut, hollow, garbage, gone] = paths;
    const bytes = await readFile(changed);
    bytes.writeUInt8(bytes.readUInt8(400) ^ 1, 400);
    await writeFile(changed, bytes);
    await writeFile(cut, (await readFile(cut)).subarray(0, 1000));
    await writeFile(hollow, '');
    await writeFile(garbage, 'PAR1, they said: PAR1');
    await rm(gone);

    const looks = await looksAtBytes(patient, SIX);

    expect(looks.map(({ finding }) => finding?.kind)).toEqual([
      'different',
      'corrupt',
      'corrupt',
      'corrupt',
      'unreadable',
      undefined,
    ]);
    expect(looks[0]?.finding).toMatchObject({
      reason: expect.stringMatching(/the file or one of its inputs was changed/),
      footer: { 'hourlake.generator': 'generated-accounts/2' },
    });
    expect(
      looks.map(({ finding }) =>
        finding !== undefined && 'sha256' in finding ? finding.sha256 : undefined,
      ),
    ).toEqual(
      await Promise.all(
        [changed, cut, hollow, garbage].map(async (file) => sha256(await readFile(file))),
      ).then((digests) => [...digests, undefined, undefined]),
    );
  });

  it('finds an hour with a byte too many different or corrupt, never as it was made', async () => {
    const patient = await aPatient({ landed: [[fakeAccounts, [FIRST]]] });
    const file = patient.pathOfHour(0);
    await writeFile(file, Buffer.concat([await readFile(file), Buffer.from('1')]));

    const [look] = await looksAtBytes(patient, [FIRST]);

    expect(look?.finding?.kind).toBe('corrupt');
  });

  it('names the seed and the settings that the file was written with', async () => {
    const patient = await aPatient({ landed: [[fakeAccounts, [FIRST]]] });
    const sources = [
      someAccounts({ seed: 'other', 'accounts-per-hour': 20, growth: 0 }),
      someAccounts({ seed: 'a lake', 'accounts-per-hour': 21, growth: 0 }),
    ];

    const looks = await Promise.all(
      sources.map((source) => looksAtBytes(patient, [FIRST], source)),
    );

    expect(
      looks
        .flat()
        .map(({ finding }) => finding !== undefined && 'reason' in finding && finding.reason),
    ).toEqual([
      'hourlake.seed is "a lake", not "other"',
      'hourlake.accounts-per-hour is "20", not "21"',
    ]);
  });

  it('calls an object whose period cannot be made unreadable, whatever its own state', async () => {
    const patient = await aPatient({ landed: [[fakeAccounts, HOURS.slice(0, 2)]] });
    await cutShort(patient.pathOfHour(1));
    const error = new ParquetError({
      expected: 'an input',
      got: 'half of one',
      advice: 'Mend it.',
    });

    const looks = await looksWith(patient, HOURS.slice(0, 2), makerThatFails(error));

    expect(looks.map(({ finding }) => finding)).toEqual(
      HOURS.slice(0, 2).map((period) => ({
        kind: 'unreadable',
        period,
        key: objectKey(fakeAccounts, period),
        reason:
          'It cannot be made again to compare it: Expected an input, got half of one. Mend it.',
      })),
    );
  });

  it.each([
    new WorkerError({ expected: 'a thread', got: 'none', advice: 'Wait.' }, { period: FIRST }),
    new TypeError('a defect'),
  ])('ends with what says nothing of the object: $name', async (error) => {
    const patient = await aPatient({ landed: [[fakeAccounts, [FIRST]]] });

    await expect(looksWith(patient, [FIRST], makerThatFails(error))).rejects.toBe(error);
  });
});

describe('a look at a footer', () => {
  it('gives the rows of each hour, and names the corrupt ones', async () => {
    const patient = await aPatient({ landed: [[fakeAccounts, SIX]] });
    await writeFile(patient.pathOfHour(0), 'garbage');
    await flipBit(patient.pathOfHour(1));

    const looks = await looksAtFooters(patient, SIX);

    const bytes = await looksAtBytes(patient, SIX);
    expect(looks[0]).toEqual({
      period: FIRST,
      key: objectKey(fakeAccounts, FIRST),
      finding: {
        kind: 'corrupt',
        period: FIRST,
        key: objectKey(fakeAccounts, FIRST),
        reason: 'a file of 7 bytes',
      },
    });
    expect(bytes[1]?.finding?.kind).toBe('different');
    expect(looks[1]).toEqual({ ...looks[1], finding: undefined });
    expect(looks.slice(2)).toEqual(bytes.slice(2));
  });

  it('names a file that was written with other settings', async () => {
    const patient = await aPatient({ landed: [[fakeAccounts, [FIRST]]] });
    await patient.putHourOf(0, someAccounts({ seed: 'other', 'accounts-per-hour': 20, growth: 0 }));

    const [look] = await looksAtFooters(patient, [FIRST]);

    expect(look?.finding).toMatchObject({
      kind: 'different',
      reason: 'hourlake.seed is "other", not "a lake"',
      footer: { 'hourlake.seed': 'other' },
    });
  });
});

describe('a look of any depth', () => {
  it.each(['footers', 'bytes'] as const)(
    'calls no object corrupt that the store does not give: %s',
    async (depth) => {
      const patient = await aPatient({ landed: [[fakeAccounts, SIX]] });
      const broken = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }));
      const store = folderStore(patient.folder, {
        fileSystem: { ...nodeFileSystem, open: broken, readFile: broken },
      });

      const looks = await (depth === 'footers' ? looksAtFooters : looksAtBytes)(
        { ...patient, store },
        SIX,
      );

      expect(looks.map(({ finding }) => finding)).toEqual(
        SIX.map((period) => ({
          kind: 'unreadable',
          period,
          key: objectKey(fakeAccounts, period),
          reason: expect.stringMatching(/^Could not read .+: EIO\./),
        })),
      );
    },
  );
});

function looksAtBytes(
  patient: Patient,
  periods: readonly Hour[],
  source?: Source,
): Promise<Look[]> {
  return looksWith(patient, periods, undefined, source);
}

async function looksWith(
  { store, open }: Patient,
  periods: readonly Hour[],
  maker?: PeriodMaker,
  source?: Source,
): Promise<Look[]> {
  const opened = await open().open(fakeAccounts);
  const job = { ...opened, source: source ?? opened.source };
  const made = maker ?? inThisThread(job.source, noInputs);
  return Promise.all(periods.map((period) => lookAtBytes({ job, store, period }, made)));
}

async function looksAtFooters({ store, open }: Patient, periods: readonly Hour[]): Promise<Look[]> {
  const job = await open().open(fakeAccounts);
  return Promise.all(periods.map((period) => lookAtFooter({ job, store, period })));
}

function makerThatFails(error: Error): PeriodMaker {
  return { make: () => Promise.reject(error), close: async () => {} };
}
