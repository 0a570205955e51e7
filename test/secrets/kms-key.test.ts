import { describe, expect, it } from 'vitest';
import { KeyError, StoreError } from '../../lib/errors.ts';
import { objectOf } from '../../lib/lake/object.ts';
import { isKmsKeyName, type KmsKeyLake, kmsKey } from '../../lib/secrets/kms-key.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { KmsInMemory } from './kms-in-memory.ts';

const NAME = 'alias/a-key';
const PLACE = 's3://a-lake/_lake/keys/k1.json';

describe('a key that KMS wraps', () => {
  it('is not there before it is made', async () => {
    const { provider, store } = await aLake();

    expect(await provider().find()).toBeUndefined();
    expect(await keysOf(store, '')).toEqual([]);
  });

  it('is made once, and found by every later process', async () => {
    const { provider, kms } = await aLake();

    const made = await provider().make?.();

    expect(made).toHaveLength(64);
    expect(await provider().find()).toEqual(made);
    expect(await provider().make?.()).toEqual(made);
    expect(kms.made).toBe(2);
  });

  it('is one key when many runs make it at once', async () => {
    const { provider, kms } = await aLake();

    const made = await Promise.all(Array.from({ length: 8 }, () => provider().make?.()));

    expect(kms.made).toBe(8);
    expect(new Set(made.map((key) => Buffer.from(key ?? []).toString('hex'))).size).toBe(1);
    expect(await provider().find()).toEqual(made[0]);
  });

  it('lies in the lake wrapped, with the key of KMS and the lake that it is bound to', async () => {
    const { provider, store } = await aLake();
    const made = await provider().make?.();

    const text = Buffer.from(await store.read('_lake/keys/k1.json')).toString();

    expect(await keysOf(store, '')).toEqual(['_lake/keys/k1.json']);
    expect(JSON.parse(text)).toEqual({
      format: 1,
      kmsKey: NAME,
      context: { 'hourlake:lake': 's3://a-lake' },
      wrapped: expect.stringMatching(/^[\w+/]{60,}=*$/),
    });
    expect(text).not.toContain(Buffer.from(made ?? []).toString('base64'));
  });

  it('does not open in another lake, into which somebody copied it', async () => {
    const { provider, store, kms } = await aLake();
    await provider().make?.();

    const requests = kms.requests({ 'hourlake:lake': 's3://another-lake' });
    const elsewhere = kmsKey(NAME, { store, url: 's3://another-lake' }, requests);

    await expect(elsewhere.find()).rejects.toThrow(KeyError);
  });

  it.each([
    ['text', 'not JSON at all', '15 bytes that are something else'],
    ['other JSON', '{"format":1}', '12 bytes that are something else'],
    ['an empty key', '{"format":1,"wrapped":""}', '25 bytes that are something else'],
    ['a list', '[1]', '3 bytes that are something else'],
    ['a newer format', '{"format":2,"wrapped":"AAAA"}', 'one of format 2'],
  ])('is refused when the object holds %s', async (_, text, got) => {
    const { provider, store } = await aLake();
    await store.putIfAbsent('_lake/keys/k1.json', objectOf(new TextEncoder().encode(text)));

    const error = await provider()
      .find()
      .catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(KeyError);
    expect((error as KeyError).message).toContain(
      `Expected a wrapped key in ${PLACE}, got ${got}.`,
    );
  });

  it('is refused when it has another length', async () => {
    const { lake, kms } = await aLake();
    const requests = kms.requests({});
    const short = { ...requests, generateDataKey: () => requests.generateDataKey(32) };

    const making = kmsKey(NAME, lake, short).make?.();

    await expect(making).rejects.toThrow(`Expected a key of 64 bytes in ${PLACE}, got 32 bytes.`);
  });

  it('is an error of the key when the store cannot be read, and can be tried again if that can', async () => {
    const { lake, kms } = await aLake();
    const message = {
      failed: 'Permission for s3:ListBucket on s3://a-lake was denied',
      got: 'AccessDenied: No',
      advice: 'Grant it.',
    };
    const store: KmsKeyLake['store'] = {
      ...lake.store,
      // biome-ignore lint/correctness/useYield: it fails before the first key.
      async *list() {
        throw new StoreError(message, { key: '_lake/keys' }, { retryable: true });
      },
    };

    const finding = kmsKey(NAME, { ...lake, store }, kms.requests({})).find();

    await expect(finding).rejects.toMatchObject({
      name: 'KeyError',
      retryable: true,
      message: `Could not read ${PLACE}: Permission for s3:ListBucket on s3://a-lake was denied: AccessDenied: No. Grant it.`,
    });
  });

  it('names KMS, and the object to restore', async () => {
    const { provider } = await aLake();

    expect(provider().name).toBe('kms:alias/a-key');
    expect(provider().advice).toBe(`Restore ${PLACE}, which holds the key.`);
  });
});

describe('the name of a KMS key', () => {
  it.each([
    'alias/hourlake-bronze',
    '1234abcd-12ab-34cd-56ef-1234567890ab',
    'mrk-1234abcd12ab34cd56ef1234567890ab',
    'arn:aws:kms:sa-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/team/bronze',
  ])('may be %s', (name) => {
    expect(isKmsKeyName(name)).toBe(true);
  });

  it.each([
    '',
    'alias/',
    'a key',
    Buffer.alloc(64, 7).toString('base64'),
    'arn:aws:s3:::a-lake',
    'arn:aws:kms:sa-east-1:1111:key/1234',
    'alias/a\nb',
  ])('is never %j', (name) => {
    expect(isKmsKeyName(name)).toBe(false);
  });
});

/** A lake in a folder that stands for a bucket, and its providers, each as a new process opens it. */
async function aLake() {
  const store: Store = folderStore(await temporaryFolder(), { name: 'a-lake' });
  const kms = new KmsInMemory();
  const lake = { store, url: 's3://a-lake' };
  const requests = kms.requests({ 'hourlake:lake': lake.url });
  return { store, kms, lake, provider: () => kmsKey(NAME, lake, requests) };
}
