import type { ColumnType } from '../../model/table.ts';
import { readBoolean } from './boolean.ts';
import { readBytes } from './bytes.ts';
import { readDate } from './date.ts';
import { readDecimal } from './decimal.ts';
import { readDouble } from './double.ts';
import { readInteger } from './integer.ts';
import { readJson } from './json.ts';
import type { ReadingRules } from './reading.ts';
import { readString } from './string.ts';
import { readTimestamp } from './timestamp.ts';

/** How each column type reads raw values, by its name in a table. */
export const readingRules: Readonly<Record<ColumnType, ReadingRules>> = {
  string: readString,
  integer: readInteger,
  decimal: readDecimal,
  double: readDouble,
  boolean: readBoolean,
  date: readDate,
  timestamp: readTimestamp,
  bytes: readBytes,
  json: readJson,
};
