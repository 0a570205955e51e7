import { describe, expect, it } from 'vitest';
import type { ColumnTypeRules } from '../../lib/columns/column-type-rules.ts';
import { columnTypeOf } from '../../lib/columns/column-types.ts';
import { CopyBuffer } from '../../lib/columns/copy-buffer.ts';
import type { ColumnValues } from '../../lib/model/batch.ts';
import { WordColumn, wordsOfTexts } from '../../lib/model/word-column.ts';
import { textColumnOf } from '../text-column-of.ts';

const money = columnTypeOf({ type: 'decimal', precision: 10, scale: 2 });

describe('a value in the binary format of COPY', () => {
  it.each<[string, ColumnTypeRules, ColumnValues, string]>([
    ['text', columnTypeOf({ type: 'string' }), ['é'], '00000002 c3a9'],
    [
      'text of a file',
      columnTypeOf({ type: 'string' }),
      textColumnOf(['é', '']),
      '00000002 c3a9 00000000',
    ],
    [
      'a word of a list',
      columnTypeOf({ type: 'string' }),
      new WordColumn(wordsOfTexts(['SP', 'RJ']), Uint16Array.of(1)),
      '00000002 524a',
    ],
    ['bigint', columnTypeOf({ type: 'integer' }), [-2], '00000008 fffffffffffffffe'],
    [
      'a wide bigint',
      columnTypeOf({ type: 'integer' }),
      [2n ** 63n - 1n],
      '00000008 7fffffffffffffff',
    ],
    ['double precision', columnTypeOf({ type: 'double' }), [1], '00000008 3ff0000000000000'],
    ['boolean', columnTypeOf({ type: 'boolean' }), [true], '00000001 01'],
    ['date', columnTypeOf({ type: 'date' }), [10_958], '00000004 00000001'],
    [
      'timestamp',
      columnTypeOf({ type: 'timestamp' }),
      [946_684_800_001],
      '00000008 00000000000003e8',
    ],
    ['bytea', columnTypeOf({ type: 'bytes' }), [Uint8Array.of(0)], '00000001 00'],
    ['jsonb', columnTypeOf({ type: 'json' }), ['1'], '00000002 01 31'],
    // 12.34 is the groups 12 and 3400; -0.05 the group 500.
    ['numeric', money, [1234], '0000000c 0002 0000 0000 0002 000c 0d48'],
    ['a numeric below zero', money, [-5], '0000000a 0001 ffff 4000 0002 01f4'],
    ['a numeric of zero', money, [0], '00000008 0000 0000 0000 0002'],
    ['NULL', money, [null], 'ffffffff'],
  ])('is written for %s', (_, type, values, hex) => {
    const out = new CopyBuffer();
    const write = type.postgres.fields(values);

    const written = Array.from({ length: values.length }, () => write(out));

    expect(written.every((accepted) => accepted)).toBe(true);
    expect(Buffer.from(out.take()).toString('hex')).toBe(hex.replaceAll(' ', ''));
  });

  it.each<[string, ColumnValues]>([
    ['a text', ['An\u0000a']],
    ['a text of a file', textColumnOf(['An\u0000a'])],
    ['the end of a text', ['Ana Maria\u0000']],
    ['the beginning of a text', ['\u0000Ana Maria']],
  ])('is refused for %s with U+0000', (_, values) => {
    const write = columnTypeOf({ type: 'string' }).postgres.fields(values);

    expect(write(new CopyBuffer())).toBe(false);
  });
});
