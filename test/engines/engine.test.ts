import { describe, expect, it } from 'vitest';
import { collect, firstRows, type QueryRow } from '../../lib/engines/engine.ts';

describe('the rows of an answer', () => {
  it('are collected from all chunks, empty ones included', async () => {
    const { answer } = anAnswer([[[1], [2]], [], [[3]]]);

    expect(await collect(answer)).toEqual({ columns: ['n'], rows: [[1], [2], [3]] });
  });

  it.each([
    [1, [[1]], true, 1],
    [2, [[1], [2]], true, 2],
    [3, [[1], [2], [3]], true, 3],
    [4, [[1], [2], [3], [4]], false, 3],
    [5, [[1], [2], [3], [4]], false, 3],
  ])('are cut to the first %i, and the query ends', async (most, rows, hasMore, chunks) => {
    const { answer, seen } = anAnswer([[[1], [2]], [[3]], [[4]]]);

    expect(await firstRows(answer, most)).toEqual({ columns: ['n'], rows, hasMore });
    expect(seen).toEqual({ chunks, ended: true });
  });
});

/** An answer, and how many of its chunks were read. */
function anAnswer(chunks: readonly (readonly QueryRow[])[]) {
  const seen = { chunks: 0, ended: false };
  async function* rows() {
    try {
      for (const chunk of chunks) {
        seen.chunks += 1;
        yield chunk;
      }
    } finally {
      seen.ended = true;
    }
  }
  return { answer: { columns: ['n'], rows: rows() }, seen };
}
