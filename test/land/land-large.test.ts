import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutputError } from '../../lib/errors.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { inThisThread, landPeriod } from '../../lib/land/land-period.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import type { Hour } from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import { noInputs } from '../generate/accounts/some-accounts.ts';
import { tableOf } from '../parquet/table-of.ts';
import { digestsOf } from '../run-hourlake.ts';
import {
  type Answer,
  type Asked,
  conditionally,
  s3Refusal,
  s3Server,
} from '../stores/s3-server.ts';
import { storeWith } from '../stores/store-with.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { aLake, SIX_HOURS } from './a-lake.ts';
import { fakeAccounts } from './fake-accounts.ts';

const MIB = 1024 ** 2;
const [HOUR] = SIX_HOURS as [Hour];
const KEY = objectKey(fakeAccounts, HOUR);

/** Rows of eight bytes that SNAPPY cannot make shorter: together more than stays in memory. */
const LARGE: Source = {
  table: tableOf({ x: 'double' }, { statistics: false }),
  grain: 'hour',
  facts: {},
  *batches() {
    for (let batch = 0; batch < 13; batch += 1) {
      const random = randomStream('large', 'x', String(batch));
      yield { x: Float64Array.from({ length: 100_000 }, (_, row) => 1 / (1 + random.uint32(row))) };
    }
  },
};

describe('a file that is too large for memory', () => {
  it('lands in a folder, and leaves nothing elsewhere', async () => {
    const lake = await temporaryFolder();
    const { scratch, maker } = await aMaker();

    const receipt = await landPeriod({ job: fakeAccounts, store: folderStore(lake), maker }, HOUR);
    const left = await readdir(scratch);
    await maker.close();

    expect(receipt).toMatchObject({ status: 'landed', rows: 1_300_000 });
    expect(receipt.bytes).toBeGreaterThan(8 * MIB);
    expect(await digestsOf(lake)).toEqual({ [KEY]: receipt.sha256 });
    expect(left).toEqual([]);
  });

  it('lands in a bucket by one request, whole in each try', async () => {
    const server = await s3Server(
      conditionally((_, number) =>
        number === 1 ? s3Refusal(503, 'ServiceUnavailable') : { status: 200 },
      ),
    );

    const { receipt, left } = await landed(server.store({ client: { idleTimeoutMs: 5_000 } }));

    expect(receipt).toMatchObject({ status: 'landed' });
    expect(server.asked).toHaveLength(3);
    expect(server.asked.map(({ body }) => sha256(body))).toEqual(Array(3).fill(receipt.sha256));
    expect(left).toEqual([]);
  });

  it('lands in a bucket in parts, all of which are sent again after a conflict', async () => {
    const uploads = new Map<string, Buffer[]>();
    const server = await s3Server(uploadsTo(uploads, { conflicts: 1 }));
    const store = server.store({
      multipartAbove: 4 * MIB,
      partSize: 5 * MIB,
      client: { idleTimeoutMs: 5_000 },
    });

    const { receipt, left } = await landed(store);

    // The second one of a store that is not proven yet is stored once more, and refused.
    const whole = [...uploads.values()].map((parts) => sha256(Buffer.concat(parts)));
    expect(receipt).toMatchObject({ status: 'landed' });
    expect(whole.length).toBeGreaterThanOrEqual(2);
    expect(new Set(whole)).toEqual(new Set([receipt.sha256]));
    expect(left).toEqual([]);
  });

  it('leaves nothing when the store fails', async () => {
    const server = await s3Server(() => s3Refusal(403, 'AccessDenied'));
    const { scratch, maker } = await aMaker();

    const landing = landPeriod({ job: fakeAccounts, store: server.store(), maker }, HOUR);

    await expect(landing).rejects.toThrow(/Permission/);
    expect(await readdir(scratch)).toEqual([]);
    await maker.close();
  });

  it('is made again when its scratch folder was swept away before it landed', async () => {
    const lake = await aLake();
    const { scratch, maker } = await aMaker();
    let swept = 0;
    const sweeping = storeWith(lake.store, {
      async putIfAbsent(key, object) {
        if (key === KEY && swept === 0) {
          swept += 1;
          await rm(scratch, { recursive: true });
        }
        return lake.store.putIfAbsent(key, object);
      },
    });

    const report = await run(
      { ...lake.input([fakeAccounts, [HOUR]]), store: sweeping },
      { openMaker: () => maker, retryDelay: 1 },
    );

    expect(failureOf(report)).toBeUndefined();
    expect(swept).toBe(1);
    expect(report.jobs[0]?.receipts).toMatchObject([{ status: 'landed' }]);
  });

  it('fails without a folder for temporary files, and stops no other period', async () => {
    const lake = await aLake();
    const [, next] = SIX_HOURS as [Hour, Hour];
    const scratch = join(await temporaryFolder(), 'gone', 'scratch');
    const source: Source = {
      ...LARGE,
      batches: (period, read) =>
        period === HOUR ? LARGE.batches(period, read) : [{ x: Float64Array.of(1) }],
    };

    const report = await run(lake.input([fakeAccounts, [HOUR, next]]), {
      openMaker: () => inThisThread(source, noInputs, { scratch }),
    });

    const failure = failureOf(report);
    expect(failure).toMatchObject({ periods: [{ job: 'fake-accounts', period: HOUR }] });
    expect(failure?.cause).toBeInstanceOf(OutputError);
    expect(failure?.message).toContain('the folder for temporary files does not exist');
    expect(report.jobs[0]?.receipts.map(({ status }) => status)).toEqual(['failed', 'landed']);
  });
});

async function aMaker() {
  const scratch = join(await temporaryFolder(), 'scratch');
  await mkdir(scratch);
  return { scratch, maker: inThisThread(LARGE, noInputs, { scratch }) };
}

async function landed(store: Store) {
  const { scratch, maker } = await aMaker();
  const receipt = await landPeriod({ job: fakeAccounts, store, maker }, HOUR);
  const left = await readdir(scratch);
  await maker.close();
  return { receipt, left };
}

/**
 * Answers like S3 to uploads in parts.
 *
 * @param uploads receives the parts of each upload
 * @param conflicts how many uploads end with a conflict, before one is stored and all others are refused
 */
function uploadsTo(
  uploads: Map<string, Buffer[]>,
  { conflicts }: { readonly conflicts: number },
): (asked: Asked) => Answer {
  let ends = 0;
  return ({ method, query, body }) => {
    const id = query.get('uploadId');
    if (method === 'POST' && id === null) {
      const started = `u${uploads.size + 1}`;
      uploads.set(started, []);
      return { status: 200, body: `<R><UploadId>${started}</UploadId></R>` };
    }
    if (method === 'PUT' && id !== null) {
      (uploads.get(id) ?? [])[Number(query.get('partNumber')) - 1] = body;
      return { status: 200, headers: { etag: '"p"' } };
    }
    if (method !== 'POST') return { status: 204 };
    ends += 1;
    if (ends <= conflicts) return s3Refusal(409, 'ConditionalRequestConflict');
    if (ends === conflicts + 1) return { status: 200, body: '<R/>' };
    return s3Refusal(412, 'PreconditionFailed');
  };
}
