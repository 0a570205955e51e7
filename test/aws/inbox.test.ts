import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, inject, it } from 'vitest';
import { salesWorkbook } from '../bin/function/sales-workbook.ts';
import { keysOfBucket } from './bucket-digests.ts';
import { deployInbox } from './deployed-inbox.ts';
import { type DeployedLake, deployLake } from './deployed-lake.ts';
import { clientFor } from './emulator.ts';

const CONTEXT = { jobs: 'vendas', github: 'none' };

describe('the inbox on AWS', () => {
  let lake: DeployedLake;

  beforeAll(async () => {
    lake = await deployLake(inject('awsEndpoint'), CONTEXT);
    await deployInbox(inject('awsEndpoint'), lake, CONTEXT);
  });

  it('lands what is dropped, whatever its name', async () => {
    await drop(lake, 'base vendas é+1.xlsx', salesWorkbook(1));
    for (let i = 0; i < 60; i++) {
      const keys = await keysOfBucket(inject('awsEndpoint'), lake.bucket);
      console.log(keys);
      if (keys.some((k) => k.startsWith('vendas/')) && !keys.some((k) => k.startsWith('entrada/')))
        break;
      await new Promise((r) => setTimeout(r, 1000));
    }
  });
});

async function drop(lake: DeployedLake, name: string, Body: Uint8Array): Promise<void> {
  const s3 = new S3Client({ ...clientFor(inject('awsEndpoint')), forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket: lake.bucket, Key: `entrada/vendas/${name}`, Body }));
  s3.destroy();
}
