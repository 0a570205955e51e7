import type { JsonValue } from '../../../model/json-row.ts';
import { columnValues, type MockColumn, type MockRecords } from './mock-column.ts';

/** Writes the value of a row (from 0) of a column. */
type WriteRow = (row: number) => void;

const FIRST_SIZE = 2 ** 16;

const QUOTE = 34;
const BACKSLASH = 92;
const FIRST_PRINTABLE = 32;

/** UTF-8 (RFC 3629): the first characters of two and of three bytes, and the surrogates. */
const TWO_BYTES = 0x80;
const THREE_BYTES = 0x800;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** Most bytes that UTF-8 takes for one UTF-16 code unit, and JSON for one that it escapes. */
const MOST_BYTES = 6;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Writes columns as JSON in UTF-8, without the spaces that JSON allows. No text is made of a row or of a
 * record: that would cost more than to make the values.
 */
export class JsonWriter {
  #bytes = new Uint8Array(FIRST_SIZE);
  #length = 0;

  /**
   * Writes records as NDJSON: one a line, with a line feed behind each.
   *
   * @returns the bytes, which the next call replaces
   */
  lines(records: MockRecords): Uint8Array {
    this.#length = 0;
    const write = this.#writerOf(records);
    const lineFeed = encoder.encode('\n');
    for (let row = 0; row < records.length; row += 1) {
      write(row);
      this.#raw(lineFeed);
    }
    return this.#bytes.subarray(0, this.#length);
  }

  /** The values of a column as JSON, one text for each of some rows. */
  texts(column: MockColumn, rows: number): string[] {
    const write = this.#writerOf(column);
    return Array.from({ length: rows }, (_, row) => {
      this.#length = 0;
      write(row);
      return decoder.decode(this.#bytes.subarray(0, this.#length));
    });
  }

  #writerOf(column: MockColumn): WriteRow {
    switch (column.kind) {
      case 'values':
        return (row) => this.#value(column.values[row] as JsonValue);
      case 'nullable':
        return this.#nullableWriter(column.absent, this.#writerOf(column.column));
      case 'records':
        return this.#recordWriter(column);
      case 'lists':
        return this.#listWriter(column.counts, this.#writerOf(column.column));
      case 'maps':
        return this.#mapWriter(column.counts, column.keys, this.#writerOf(column.column));
    }
  }

  #nullableWriter(absent: Uint8Array, write: WriteRow): WriteRow {
    const nothing = encoder.encode('null');
    return (row) => {
      if (absent[row] === 1) this.#raw(nothing);
      else write(row);
    };
  }

  #recordWriter({ members }: MockRecords): WriteRow {
    const end = encoder.encode(members.length === 0 ? '{}' : '}');
    const parts = members.map(({ name, column }, place) => ({
      key: encoder.encode(`${place === 0 ? '{' : ','}${JSON.stringify(name)}:`),
      write: this.#writerOf(column),
    }));
    return (row) => {
      for (const { key, write } of parts) {
        this.#raw(key);
        write(row);
      }
      this.#raw(end);
    };
  }

  #listWriter(counts: Uint32Array, write: WriteRow): WriteRow {
    const [begin, comma, end] = ['[', ',', ']'].map((sign) => encoder.encode(sign));
    const starts = startsOf(counts);
    return (row) => {
      const [from, to] = [starts[row] as number, starts[row + 1] as number];
      this.#raw(begin as Uint8Array);
      for (let place = from; place < to; place += 1) {
        if (place > from) this.#raw(comma as Uint8Array);
        write(place);
      }
      this.#raw(end as Uint8Array);
    };
  }

  /** Of equal keys the last one counts, so that no key occurs twice. */
  #mapWriter(counts: Uint32Array, keys: MockColumn, write: WriteRow): WriteRow {
    const starts = startsOf(counts);
    const names = columnValues(keys).map(String);
    const [begin, comma, colon, end] = ['{', ',', ':', '}'].map((sign) => encoder.encode(sign));
    return (row) => {
      const [from, to] = [starts[row] as number, starts[row + 1] as number];
      let separator = begin as Uint8Array;
      for (let place = from; place < to; place += 1) {
        if (names.lastIndexOf(names[place] as string, to - 1) !== place) continue;
        this.#raw(separator);
        this.#text(names[place] as string);
        this.#raw(colon as Uint8Array);
        write(place);
        separator = comma as Uint8Array;
      }
      if (from === to) this.#raw(begin as Uint8Array);
      this.#raw(end as Uint8Array);
    };
  }

  #value(value: JsonValue): void {
    if (typeof value === 'string') this.#text(value);
    else this.#ascii(typeof value === 'object' ? JSON.stringify(value) : String(value));
  }

  /** A text in quotes: character by character, unless one has to be escaped or is a surrogate. */
  #text(text: string): void {
    const { length } = text;
    this.#reserve(length * MOST_BYTES + 2);
    const bytes = this.#bytes;
    let position = this.#length;
    bytes[position++] = QUOTE;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < TWO_BYTES) {
        if (code < FIRST_PRINTABLE || code === QUOTE || code === BACKSLASH) {
          this.#encoded(JSON.stringify(text));
          return;
        }
        bytes[position++] = code;
      } else if (code < THREE_BYTES) {
        bytes[position++] = 0xc0 | (code >> 6);
        bytes[position++] = 0x80 | (code & 0x3f);
      } else {
        if (code >= FIRST_SURROGATE && code <= LAST_SURROGATE) {
          this.#encoded(JSON.stringify(text));
          return;
        }
        bytes[position++] = 0xe0 | (code >> 12);
        bytes[position++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[position++] = 0x80 | (code & 0x3f);
      }
    }
    bytes[position++] = QUOTE;
    this.#length = position;
  }

  #ascii(text: string): void {
    const { length } = text;
    this.#reserve(length);
    const bytes = this.#bytes;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code >= TWO_BYTES) {
        this.#encoded(text);
        return;
      }
      bytes[this.#length + index] = code;
    }
    this.#length += length;
  }

  #encoded(text: string): void {
    this.#reserve(text.length * MOST_BYTES);
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  /** Byte by byte, which is faster than `set` for the few bytes of a name. */
  #raw(raw: Uint8Array): void {
    const { length } = raw;
    this.#reserve(length);
    const bytes = this.#bytes;
    for (let index = 0; index < length; index += 1) {
      bytes[this.#length + index] = raw[index] as number;
    }
    this.#length += length;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** Where the values of each row begin, and where those of the last one end. */
function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let row = 0; row < counts.length; row += 1) {
    starts[row + 1] = (starts[row] as number) + (counts[row] as number);
  }
  return starts;
}
