import { uncompress } from 'snappyjs';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../lib/lake/sha256.ts';
import { snappy } from '../../lib/parquet/snappy.ts';
import { samples } from './snappy-samples.ts';

describe('SNAPPY', () => {
  // These bytes are part of every file: another version of the package must not change them.
  it('gives the bytes it always gave', () => {
    const digests = Object.values(samples()).map((bytes) => sha256(snappy(bytes)));

    expect(digests).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'cc16a44529d2b5a92d014d63669540ce2f7dd654d97971b0b3b60edc44d457a7',
      'eb67b9c023b123b19c267371f226f466e537c653b7d401f5b1bf0c8d31e64a60',
      'f8cb8748f9006f85226823c9ae2e8fe8a66ab8d5a2424cf9b52e93fdd605efbb',
      'e33cf423a59f2814c70b91125ab8d2b8a92b67f02ccbfa81d124e00202728231',
    ]);
  });

  it.each(Object.entries(samples()))('is read by another implementation: %s', (_, bytes) => {
    expect(Buffer.compare(uncompress(snappy(bytes)), bytes)).toBe(0);
  });
});
