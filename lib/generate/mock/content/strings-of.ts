import { Buffer } from 'node:buffer';
import { LENGTH_BYTES } from '../../../model/text-column.ts';
import { TextWriter } from '../../../model/text-writer.ts';

/**
 * Texts that are written piece by piece, as strings.
 *
 * @param count number of texts
 * @param write writes the text of a row, from 0
 * @example
 * stringsOf(2, (out, row) => out.digits2(row)) // => ['00', '01']
 */
export function stringsOf(count: number, write: (out: TextWriter, row: number) => void): string[] {
  const out = new TextWriter(count);
  for (let row = 0; row < count; row += 1) {
    out.begin();
    write(out, row);
    out.end();
  }
  const { bytes } = out.column();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const texts = new Array<string>(count);
  let start = 0;
  for (let row = 0; row < count; row += 1) {
    const from = start + LENGTH_BYTES;
    start = from + buffer.readUInt32LE(start);
    texts[row] = buffer.toString('utf8', from, start);
  }
  return texts;
}
