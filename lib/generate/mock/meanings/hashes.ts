import type { TextContent } from '../content/content.ts';
import { lastDigits } from '../content/digits.ts';
import type { Context, Meaning } from './meaning.ts';

/** Hexadecimal digits of hashes, by the word that names them. */
const HASH_LENGTHS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
};

/** Hexadecimal digits. */
export const hashMeanings: readonly Meaning[] = [
  {
    name: 'hash',
    about: 'hexadecimal digits of the usual length: 32 (md5), 40 (sha1), 64 (sha256)',
    said: {
      7.5: 'root$',
      5: 'hash, md5, sha1, sha256, sha512, digest, checksum, sha3 uncles, sha 1, sha 256, md 5, hex, script hex, logs bloom, extra data',
    },
    contents: (context) => [hashes(context, hashLength(context))],
  },
  {
    name: 'wallet',
    about: '`0x` and 40 hexadecimal digits, as an address in a chain of blocks has',
    said: { 6: 'address, addresses, miner, contract address, from address, to address' },
    contents: (context) => {
      const near = ['hash', 'block', 'gas', 'validator', 'script', 'miner', 'wallet'];
      if (!context.isAsked && !near.some((word) => context.around.has(word))) return [];
      const { make } = hashes(context, 40);
      return [{ kind: 'text', longest: 42, make: (rows) => make(rows).map((text) => `0x${text}`) }];
    },
  },
  {
    name: 'token',
    about: '32 hexadecimal digits',
    said: { 5: 'token, session, sessao, session id, api key, secret, senha, password' },
    contents: (context) => [hashes(context, 32)],
  },
];

function hashLength({ words, field }: Context): number {
  const joined = words.join('');
  const named = Object.entries(HASH_LENGTHS).find(([name]) => joined.includes(name))?.[1];
  const usual = named ?? 64;
  return Math.min(usual, field.length ?? usual);
}

function hashes({ draws }: Context, length: number): TextContent {
  const parts = Array.from({ length: Math.ceil(length / 8) }, (_, part) =>
    draws('part', String(part)),
  );
  return {
    kind: 'text',
    longest: length,
    make: (rows) => {
      const numbers = parts.map((part) => part.uint32s(rows));
      return Array.from({ length: rows.length }, (_, row) => {
        let text = '';
        for (const part of numbers) text += lastDigits(part[row] as number, 16, 8);
        return text.slice(0, length);
      });
    },
  };
}
