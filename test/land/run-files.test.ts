import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import type { SourceKind } from '../../lib/model/source.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { aPatient } from '../doctor/a-patient.ts';
import { findingsIn } from '../doctor/shortly.ts';
import { digestsOf } from '../run-hourlake.ts';
import { aLake } from './a-lake.ts';
import { accountsADay } from './accounts-a-day.ts';
import { receiptsOf } from './receipts-of.ts';

/** A job whose periods are captured files. */
const files: Job = {
  name: 'files',
  table: { ...accountsADay, name: 'files' },
  grain: 'file',
  layer: 'landing',
  source: { kind: 'files' },
};

const filesKind: SourceKind = {
  kind: 'files',
  settings: {},
  open: ({ table }) => ({
    table,
    grain: 'file',
    facts: { generator: 'files/1' },
    *batches(file) {
      yield { hora: [file], contas: [1], sha256: [''] };
    },
  }),
};

const FILES = ['3f9a0c51d2e7', '000000000001'].map(parsePeriod);

describe('a job of captured files', () => {
  it('lands each file, and declares no beginning', async () => {
    const lake = await aLake({ jobs: [files], moreKinds: [filesKind] });

    const report = await run(lake.input([files, FILES]));

    const { declaration } = await lake.open().open(files);
    expect(failureOf(report)).toBeUndefined();
    expect(receiptsOf(report, files).map(({ period }) => period)).toEqual([...FILES].sort());
    expect(await keysOf(lake.store, '')).toEqual([
      '_lake/files.json',
      'files/file=000000000001/files-000000000001.parquet',
      'files/file=3f9a0c51d2e7/files-3f9a0c51d2e7.parquet',
    ]);
    expect(declaration).toMatchObject({ grain: 'file', since: undefined });
  });

  it('lands the same bytes again, without a declaration too', async () => {
    const lake = await aLake({ jobs: [files], moreKinds: [filesKind] });
    await run(lake.input([files, FILES]));
    const before = await digestsOf(lake.folder);
    await rm(join(lake.folder, '_lake'), { recursive: true });
    await rm(lake.pathOf(files, parsePeriod('3f9a0c51d2e7')));

    await run(lake.input([files, FILES]));

    expect(await digestsOf(lake.folder)).toEqual(before);
  });

  it('lacks nothing, whatever time it is, and has findings for its objects', async () => {
    const patient = await aPatient({
      jobs: [files],
      moreKinds: [filesKind],
      landed: [[files, FILES]],
    });
    const instant = Date.UTC(2030, 0);

    const whole = await patient.examination({ instant });
    await writeFile(patient.pathOf(files, parsePeriod('000000000001')), 'garbage');
    await rm(patient.pathOf(files, parsePeriod('3f9a0c51d2e7')));
    const damaged = await patient.examination({ instant });

    expect(findingsIn(whole)).toEqual([]);
    expect(findingsIn(damaged)).toEqual(['corrupt 000000000001: a file of 7 bytes']);
  });
});
