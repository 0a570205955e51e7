import { describe, expect, it } from 'vitest';
import { sourceOfJob } from '../../jobs/source-kinds.ts';
import { BatchError } from '../../lib/errors.ts';
import { inThisThread } from '../../lib/land/land-hour.ts';
import type { Hour } from '../../lib/model/period.ts';
import { hourMakerContract } from '../contracts/hour-maker-contract.ts';
import { aLake, SIX_HOURS } from './a-lake.ts';

hourMakerContract('this thread', (job) => inThisThread(sourceOfJob(job)));

describe('this thread', () => {
  it('makes one hour after the other, also after one that failed', async () => {
    const { source } = await aLake();
    const [first, second, third] = SIX_HOURS as [Hour, Hour, Hour];
    const log: string[] = [];
    const maker = inThisThread({
      ...source,
      async *batches(hour) {
        log.push(`begin ${hour}`);
        yield { a: hour === second ? ['one'] : [1] };
        log.push(`end ${hour}`);
      },
      table: {
        name: 't',
        description: '',
        columns: [{ name: 'a', type: 'integer', description: '', example: '1', statistics: false }],
      },
    });

    const made = await Promise.allSettled([first, second, third].map((hour) => maker.make(hour)));

    expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(made[1]).toMatchObject({ reason: expect.any(BatchError) });
    expect(log).toEqual([
      `begin ${first}`,
      `end ${first}`,
      `begin ${second}`,
      `begin ${third}`,
      `end ${third}`,
    ]);
  });
});
