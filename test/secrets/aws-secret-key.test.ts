import { describe, expect, it } from 'vitest';
import { KeyError } from '../../lib/errors.ts';
import { awsSecretKey, parseAwsSecret } from '../../lib/secrets/aws-secret-key.ts';
import { keyText } from '../../lib/secrets/key-text.ts';
import { keyProviderContract } from '../contracts/key-provider-contract.ts';

const KEY = Uint8Array.from({ length: 64 }, (_, index) => index);

keyProviderContract('A secret of AWS', async () => {
  let secret: string | undefined;
  return {
    open: () => awsSecretKey({ secret: 'a-secret' }, { getText: async () => secret }),
    async put(text) {
      secret = text;
    },
  };
});

keyProviderContract('A field of a secret of AWS', async () => {
  const fields: Record<string, string> = { other: 'x' };
  const getText = async () => JSON.stringify(fields);
  return {
    open: () => awsSecretKey({ secret: 'a-secret', field: 'key' }, { getText }),
    async put(text) {
      fields.key = text;
    },
  };
});

describe('a field of a secret', () => {
  it.each([
    [keyText(KEY), 'to be a JSON object, got 88 characters that are not.'],
    ['["a list"]', 'to be a JSON object, got 10 characters that are not.'],
    ['{"key": 7}', 'to be a text, got a value of type number.'],
    ['{"key": null}', 'to be a text, got a value of type object.'],
  ])('is not in %s, which no error repeats', async (text, says) => {
    const provider = awsSecretKey(
      { secret: 'a-secret', field: 'key' },
      { getText: async () => text },
    );

    const error = await provider.find().catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(KeyError);
    expect((error as KeyError).message).toContain(says);
    expect((error as KeyError).message).not.toContain(text);
    expect((error as KeyError).cause).toBeUndefined();
  });

  it('is never one that every object inherits', async () => {
    const getText = async () => '{}';

    expect(await awsSecretKey({ secret: 'a', field: 'toString' }, { getText }).find()).toBe(
      undefined,
    );
  });
});

describe('the name of a secret', () => {
  it.each([
    ['a-secret', { secret: 'a-secret', field: undefined }],
    ['lake/bronze#key', { secret: 'lake/bronze', field: 'key' }],
    ['a#b#c', { secret: 'a', field: 'b#c' }],
    [
      'arn:aws:secretsmanager:sa-east-1:111122223333:secret:bronze-AbCdEf#key',
      {
        secret: 'arn:aws:secretsmanager:sa-east-1:111122223333:secret:bronze-AbCdEf',
        field: 'key',
      },
    ],
  ])('is read from %s', (text, name) => {
    expect(parseAwsSecret(text)).toEqual(name);
  });

  it.each(['', '#key', 'a-secret#', 'two words', 'a\nb'])('is not %j', (text) => {
    expect(parseAwsSecret(text)).toBeUndefined();
  });
});
