import { describe, expect, it } from 'vitest';
import { sha256 } from '../../lib/lake/sha256.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import { fileFooter } from '../../lib/parquet/parquet-structures.ts';
import { footerByHyparquet } from '../read-parquet.ts';
import { tableOf } from './table-of.ts';

const TABLE = tableOf({ s: 'string' }, { statistics: false });

/** Texts that SNAPPY cannot make shorter: as many bytes go out as come in. */
const BATCH_BYTES = 16 * 1024;
const BATCH_ROWS = 64;
const BATCHES = 40;

/** Batches that make one row group. */
const TOGETHER = 2;

describe('a Parquet file that is written', () => {
  it('goes out in order, in pieces that are not held back for the next row group', async () => {
    let taken = 0;
    let written = 0;
    const held: number[] = [];
    function* source() {
      for (let batch = 0; batch < BATCHES; batch += 1) {
        held.push(taken - written);
        taken += BATCH_BYTES;
        yield batchOf(batch);
      }
    }

    const file = await encodeParquet(
      TABLE,
      source(),
      async (piece) => {
        written += piece.length;
      },
      { rowGroupRows: TOGETHER * BATCH_ROWS },
    );

    expect(held).toHaveLength(BATCHES);
    // Half a row group more is held, because a small last one joins the one before.
    expect(Math.max(...held)).toBeLessThan((TOGETHER + 1) * BATCH_BYTES);
    expect(written).toBe(file.size);
    expect(file.size).toBeGreaterThan(BATCHES * BATCH_BYTES);
  });

  it('waits for each piece to be written before it makes more', async () => {
    let writing = 0;
    const seen: number[] = [];
    function* source() {
      for (let batch = 0; batch < 4; batch += 1) {
        seen.push(writing);
        yield batchOf(batch);
      }
    }

    await encodeParquet(
      TABLE,
      source(),
      async () => {
        writing += 1;
        seen.push(writing - 1);
        await new Promise((resolve) => setImmediate(resolve));
        writing -= 1;
      },
      { rowGroupRows: 1 },
    );

    expect(seen.length).toBeGreaterThan(10);
    expect(seen.filter((others) => others > 0)).toEqual([]);
  });

  it('has the size and the SHA-256 of its pieces, also where they are dropped', async () => {
    const pieces: Uint8Array[] = [];
    const batches = [batchOf(0), batchOf(1)];

    const kept = await encodeParquet(TABLE, batches, async (piece) => void pieces.push(piece));
    const dropped = await encodeParquet(TABLE, batches, async () => {});

    const bytes = Buffer.concat(pieces);
    expect(kept).toEqual({ rows: 2 * BATCH_ROWS, size: bytes.length, sha256: sha256(bytes) });
    expect(dropped).toEqual(kept);
  });

  it('ends its source, and passes the error on, when it cannot be written', async () => {
    const failure = new Error('no room');
    let ended = false;
    function* source() {
      try {
        for (let batch = 0; ; batch += 1) yield batchOf(batch);
      } finally {
        ended = true;
      }
    }

    const writing = encodeParquet(TABLE, source(), () => Promise.reject(failure), {
      rowGroupRows: 1,
    });

    await expect(writing).rejects.toBe(failure);
    expect(ended).toBe(true);
  });

  it('may be longer than 4 GiB: offsets have 64 bits', () => {
    const dataPage = 5 * 2 ** 32 + 7;
    const [column] = TABLE.columns;
    if (column === undefined) throw new Error('A table without a column');
    const chunk = {
      column,
      values: 1,
      encoding: 'PLAIN',
      dictionaryPage: undefined,
      dataPage,
      plainBytes: 2 ** 33,
      compressedBytes: 2 ** 32,
      statistics: undefined,
    } as const;

    const footer = fileFooter({
      columns: TABLE.columns,
      rowGroups: [{ rows: 1, columns: [chunk] }],
      metadata: {},
    });

    expect(footerByHyparquet(footer).row_groups[0]?.columns[0]?.meta_data).toMatchObject({
      data_page_offset: BigInt(dataPage),
      total_uncompressed_size: 2n ** 33n,
      total_compressed_size: 2n ** 32n,
    });
  });
});

function batchOf(number: number) {
  const random = randomStream('streamed', 'texts', String(number));
  const length = BATCH_BYTES / BATCH_ROWS;
  const s = Array.from({ length: BATCH_ROWS }, (_, row) =>
    Array.from({ length }, (_, at) =>
      String.fromCharCode(0x20 + random.below(row * length + at, 0x5f)),
    ).join(''),
  );
  return { s };
}
