import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { sha256 } from '../../lib/lake/sha256.ts';
import { clientFor } from './emulator.ts';

/** SHA-256 of every object of a bucket by its key, in order, computed from the bytes. */
export async function digestsOfBucket(
  endpoint: string,
  bucket: string,
): Promise<Record<string, string>> {
  const client = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
  const digests: Record<string, string> = {};
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
    for (const { Key = '' } of Contents) digests[Key] = sha256(await read(client, bucket, Key));
  }
  client.destroy();
  return digests;
}

/** The keys of a bucket, in order. */
export async function keysOfBucket(endpoint: string, bucket: string): Promise<string[]> {
  const client = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
    keys.push(...Contents.map(({ Key = '' }) => Key));
  }
  client.destroy();
  return keys;
}

/** The bytes of one object. */
export async function bytesOf(endpoint: string, bucket: string, key: string): Promise<Uint8Array> {
  const client = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
  return read(client, bucket, key).finally(() => client.destroy());
}

async function read(client: S3Client, Bucket: string, Key: string): Promise<Uint8Array> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
}
