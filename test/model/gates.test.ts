import { describe, expect, it } from 'vitest';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import type { Gates } from '../../lib/model/gates.ts';
import type { Job } from '../../lib/model/job.ts';
import { tableOf } from '../parquet/table-of.ts';

const job: Job = {
  name: 'downloads',
  table: tableOf({ timestamp: 'timestamp', day: 'date', project: 'string' }),
  grain: 'day',
  layer: 'landing',
  source: { kind: 'generated' },
};

describe('the gates of a job', () => {
  it.each<Gates>([
    {},
    { minRows: 0 },
    { minRows: 1, nulls: { timestamp: 5, project: 0 }, within: 'timestamp' },
    { nulls: { project: 100, day: 0.5 }, within: 'day' },
  ])('can be %j', (gates) => {
    expect(() => checkJobs([{ ...job, gates }])).not.toThrow();
  });

  it.each<[object, RegExp]>([
    [{ minRows: -1 }, /a whole number of gates\.minRows, 0 at least, got "-1"/],
    [{ minRows: 1.5 }, /a whole number of gates\.minRows, 0 at least, got "1\.5"/],
    [
      { nulls: { projet: 5 } },
      /a column of its table under gates\.nulls: timestamp, day, project, got "projet"\. Did you mean "project"\?/,
    ],
    [
      { nulls: { project: 101 } },
      /a number from 0 to 100 under gates\.nulls\.project, in per cent, got "101"/,
    ],
    [{ nulls: { project: Number.NaN } }, /a number from 0 to 100 under gates\.nulls\.project/],
    [{ within: 'time' }, /a column of its table under gates\.within: timestamp, /],
    [
      { within: 'project' },
      /a column of dates or timestamps under gates\.within, got "project, of type string"/,
    ],
    [
      { minrows: 1 },
      /gates named minRows, nulls, within, got "minrows"\. Did you mean "minRows"\?/,
    ],
  ])('cannot be %j', (gates, message) => {
    // What a person wrote may be anything.
    const wrong = { ...job, gates: gates as Gates };

    expect(() => checkJobs([wrong])).toThrow(message);
    expect(() => checkJobs([wrong])).toThrow(/Expected the job "downloads" to have .*jobs\/\.$/);
  });

  it('cannot compare times with a captured file, which has none', () => {
    const files: Job = { ...job, grain: 'file', gates: { within: 'day' } };

    expect(() => checkJobs([files])).toThrow(
      /no gates\.within, because a captured file has no time/,
    );
  });
});
