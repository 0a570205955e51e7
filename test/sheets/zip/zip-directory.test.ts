import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isWholeZip,
  readZipDirectory,
  zippedBytes,
} from '../../../lib/sheets/zip/zip-directory.ts';
import { zipOf } from '../zip-of.ts';

const zip = zipOf({ 'a.xml': '<a/>', 'b/ç.xml': { content: 'stored', deflated: false } });

describe('the directory of a zip', () => {
  it('lists names and sizes without inflating', () => {
    expect(readZipDirectory(zip)).toMatchObject([
      { name: 'a.xml', method: 8, size: 4, encrypted: false },
      { name: 'b/ç.xml', method: 0, size: 6, compressedSize: 6, encrypted: false },
    ]);
  });

  it('finds the bytes of an entry', () => {
    const entry = readZipDirectory(zip)?.[1];

    expect(entry && Buffer.from(zippedBytes(zip, entry) ?? []).toString()).toBe('stored');
  });

  it('takes a comment behind it, whatever is in the comment', () => {
    const comment = `PK\u0005\u0006${'x'.repeat(60_000)}`;

    expect(readZipDirectory(zipOf({ a: 'a' }, { comment }))).toHaveLength(1);
  });

  it('takes sizes and places of zip64', () => {
    const wide = zipOf({ 'a.xml': '<a/>', 'b.xml': '<b></b>' }, { zip64: true });

    expect(readZipDirectory(wide)?.map(({ name, size }) => [name, size])).toEqual([
      ['a.xml', 4],
      ['b.xml', 7],
    ]);
  });

  it('tells an encrypted entry', () => {
    expect(readZipDirectory(zipOf({ a: { content: 'a', encrypted: true } }))).toMatchObject([
      { encrypted: true },
    ]);
  });
});

describe('isWholeZip', () => {
  it('tells a zip from each of its beginnings', () => {
    for (let length = 0; length < zip.length; length++) {
      expect(isWholeZip(zip.subarray(0, length))).toBe(false);
    }
    expect(isWholeZip(zip)).toBe(true);
  });

  it('tells a zip64 from each of its beginnings', () => {
    const wide = zipOf({ 'a.xml': '<a/>' }, { zip64: true });

    for (let length = 0; length < wide.length; length++) {
      expect(isWholeZip(wide.subarray(0, length))).toBe(false);
    }
    expect(isWholeZip(wide)).toBe(true);
  });

  it('refuses bytes in front of a zip, or a part of it that is missing', () => {
    expect(isWholeZip(Buffer.concat([Buffer.from('x'), zip]))).toBe(false);
    expect(isWholeZip(zip.subarray(1))).toBe(false);
  });

  it('takes any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => !isWholeZip(bytes)));
  });
});
