/**
 * The binary format of PostgreSQL's COPY, one function per type: each value has its length in 32 bits
 * in front, which is -1 for NULL, and is big-endian. The values of a column are written in order.
 * https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
import { type ColumnValues, type PresentValue, valueAt } from '../model/batch.ts';
import { DAY_MS } from '../model/calendar-date.ts';
import { LENGTH_BYTES, TextColumn } from '../model/text-column.ts';
import type { WriteField } from './column-type-rules.ts';
import type { CopyBuffer } from './copy-buffer.ts';

/** PostgreSQL counts days and microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const EPOCH_DAY = EPOCH_MS / DAY_MS;

/** Version of the binary format of jsonb, in front of each value. */
const JSONB_VERSION = 1;

const encoder = new TextEncoder();

/** Texts as text, in UTF-8. One with U+0000 is refused: PostgreSQL has no such text. */
export function textFields(values: ColumnValues): WriteField {
  if (values instanceof TextColumn) return storedTexts(values);
  return present(values, (out, text: string) => {
    const bytes = encoder.encode(text);
    out.int32(bytes.length);
    return out.text(viewOf(bytes), 0, bytes.length);
  });
}

/** Texts in JSON as jsonb. */
export function jsonFields(values: ColumnValues): WriteField {
  return present(values, (out, text: string) => {
    const bytes = encoder.encode(text);
    out.int32(bytes.length + 1);
    out.int8(JSONB_VERSION);
    out.bytes(bytes);
  });
}

/** Bytes as bytea. */
export function byteFields(values: ColumnValues): WriteField {
  return present(values, (out, bytes: Uint8Array) => {
    out.int32(bytes.length);
    out.bytes(bytes);
  });
}

/** Integers as bigint. */
export function integerFields(values: ColumnValues): WriteField {
  return present(values, (out, value: number | bigint) => {
    out.int32(8);
    out.int64(value);
  });
}

/** Numbers as double precision. */
export function doubleFields(values: ColumnValues): WriteField {
  return present(values, (out, value: number) => {
    out.int32(8);
    out.float64(value);
  });
}

/** Booleans as boolean. */
export function booleanFields(values: ColumnValues): WriteField {
  return present(values, (out, value: boolean) => {
    out.int32(1);
    out.int8(value ? 1 : 0);
  });
}

/** Days since 1970-01-01 as date. */
export function dateFields(values: ColumnValues): WriteField {
  return present(values, (out, day: number) => {
    out.int32(4);
    out.int32(day - EPOCH_DAY);
  });
}

/** Milliseconds since 1970-01-01T00:00:00Z as timestamp without time zone: the wall time of UTC. */
export function timestampFields(values: ColumnValues): WriteField {
  return present(values, (out, instant: number) => {
    const microseconds = (instant - EPOCH_MS) * 1000;
    out.int32(8);
    // From the year 2285 on.
    const isExact = Number.isSafeInteger(microseconds);
    out.int64(isExact ? microseconds : BigInt(instant - EPOCH_MS) * 1000n);
  });
}

/** A column as its file has it: no string is made for any row. */
function storedTexts({ bytes }: TextColumn): WriteField {
  const view = viewOf(bytes);
  let position = 0;
  return (out) => {
    const length = view.getUint32(position, true);
    const from = position + LENGTH_BYTES;
    position = from + length;
    out.int32(length);
    return out.text(view, from, position);
  };
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Writes what is there with a function that may return `false`, and NULL for `null`. */
export function present<Value extends PresentValue>(
  values: ColumnValues,
  // biome-ignore lint/suspicious/noConfusingVoidType: most functions refuse no value
  write: (out: CopyBuffer, value: Value) => boolean | void,
): WriteField {
  let row = 0;
  return (out) => {
    const value = valueAt(values, row);
    row += 1;
    if (value === null || value === undefined) {
      out.int32(-1);
      return true;
    }
    // A batch has been checked before its values get here.
    return write(out, value as Value) !== false;
  };
}
