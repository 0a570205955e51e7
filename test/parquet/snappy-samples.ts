import { randomStream } from '../../lib/model/keyed-random.ts';

/** Bytes of every kind: none, few, repetitive, random, and text longer than a block of SNAPPY. */
export function samples(): Readonly<Record<string, Uint8Array>> {
  const stream = randomStream('snappy');
  const row = (_: unknown, index: number): number => index;
  return {
    nothing: new Uint8Array(),
    'one byte': Uint8Array.of(7),
    zeros: new Uint8Array(200_000),
    noise: Uint8Array.from({ length: 200_000 }, (_, index) => stream.uint32(index)),
    text: Buffer.from(
      Array.from({ length: 30_000 }, row)
        .map((index) => `São Paulo ${index % 977}`)
        .join('\n'),
    ),
  };
}
