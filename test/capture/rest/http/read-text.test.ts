import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../../lib/capture/rest/http/read-text.ts';
import { anApi } from './an-api.ts';
import { apiServer, type Reply } from './api-server.ts';

const MIB = 1024 ** 2;

async function ask(reply: Reply, mostBytes: number) {
  const server = await apiServer(() => reply);
  const answer = anApi({ baseUrl: server.origin })('/a', mostBytes);
  await answer.catch(() => {});
  return { answer, asked: server.asked };
}

describe('the size of an answer', () => {
  it('may be the limit itself', async () => {
    const { answer } = await ask({ body: '[12]' }, 4);

    expect((await answer).bytes).toBe(4);
  });

  it('may not be one byte more', async () => {
    const { answer, asked } = await ask({ body: '[123]' }, 4);

    await expect(answer).rejects.toThrow(
      /^Could not read shows, page 1: the answer has more than 4 bytes\. Check the URL, and ask for fewer/,
    );
    await expect(answer).rejects.toMatchObject({ name: 'CaptureError', retryable: false });
    expect(asked).toHaveLength(1);
  });

  it('is not waited for when it has no end', async () => {
    let sent = 0;
    const endless = (response: ServerResponse) => {
      const piece = Buffer.alloc(64 * 1024, '7');
      const more = () => {
        do sent += piece.length;
        while (!response.destroyed && response.write(piece));
      };
      response.writeHead(200).on('drain', more);
      more();
    };

    const { answer } = await ask(endless, MIB);

    await expect(answer).rejects.toThrow('more than 1048576 bytes');
    expect(sent).toBeGreaterThan(MIB);
  });

  it('is that of the decompressed bytes', async () => {
    const member = gzipSync(Buffer.alloc(4 * MIB, '7'));
    const bomb = Buffer.concat(Array(1_000).fill(member));

    const { answer } = await ask({ headers: { 'content-encoding': 'gzip' }, body: bomb }, 6 * MIB);

    expect(bomb.length).toBeLessThan(6 * MIB);
    await expect(answer).rejects.toThrow(`more than ${6 * MIB} bytes`);
  });
});

describe('the text of an answer', () => {
  it.each([
    ['gzip', gzipSync('["ção"]')],
    ['br', brotliCompressSync('["ção"]')],
  ])('is decompressed: %s', async (encoding, body) => {
    const { answer } = await ask({ headers: { 'content-encoding': encoding }, body }, 100);

    expect(await answer).toMatchObject({ text: '["ção"]', bytes: 9 });
  });

  it('is empty where there is no body', async () => {
    const { answer } = await ask((response) => response.writeHead(204).end(), 100);

    expect(await answer).toMatchObject({ status: 204, text: '', bytes: 0 });
  });

  it.each([
    ['a byte of another encoding', Buffer.from('["\xe7"]', 'latin1')],
    ['a character that is cut', Buffer.from('["ç').subarray(0, 3)],
    ['half a pair', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ])('is refused with %s', async (_, body) => {
    const { answer, asked } = await ask({ body }, 100);

    await expect(answer).rejects.toThrow(
      /^Could not read shows, page 1: the answer is not valid UTF-8\./,
    );
    await expect(answer).rejects.toMatchObject({ name: 'CaptureError', retryable: false });
    expect(asked).toHaveLength(1);
  });

  it('is the same however its bytes are cut into pieces', async () => {
    const wide = fc.constantFrom('a', '\0', 'ç', '€', '😀');
    const texts = fc.array(wide).map((characters) => characters.join(''));
    const cuts = fc.array(fc.nat({ max: 8 }));

    await fc.assert(
      fc.asyncProperty(texts, cuts, async (text, sizes) => {
        const bytes = Buffer.from(text);

        const read = await readText(piecesOf(bytes, sizes), {
          aim: 'read a',
          mostBytes: bytes.length,
          onChunk: () => {},
        });

        expect(read).toEqual({ text, bytes: bytes.length });
      }),
    );
  });
});

async function* piecesOf(bytes: Uint8Array, sizes: readonly number[]) {
  let begin = 0;
  for (const size of sizes) {
    yield bytes.subarray(begin, begin + size);
    begin += size;
  }
  yield bytes.subarray(begin);
}
