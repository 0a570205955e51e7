import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, inject, it } from 'vitest';
import { clientFor } from './emulator.ts';

it('answers as S3', async () => {
  const client = new S3Client({ ...clientFor(inject('awsEndpoint')), forcePathStyle: true });

  const { $metadata } = await client.send(new ListBucketsCommand({}));

  expect($metadata.httpStatusCode).toBe(200);
});
