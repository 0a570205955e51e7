import { describe, expect, it } from 'vitest';
import type { ColumnContract } from '../../lib/contract/contract-data.ts';
import { MOST_MATCHED } from '../../lib/contract/value-rules.ts';
import type { RawValue } from '../../lib/model/raw-rows.ts';
import type { ColumnType } from '../../lib/model/table.ts';
import { checkValues } from './contract-table.ts';

/** Values in their order, and the rule that each breaks. */
const cases: readonly (readonly [
  ColumnType,
  ColumnContract,
  readonly (readonly [RawValue, string | undefined])[],
])[] = [
  [
    'integer',
    { min: 1, max: 20 },
    [
      [0, 'min'],
      [1, undefined],
      ['20', undefined],
      [21, 'max'],
    ],
  ],
  [
    'integer',
    { max: '9223372036854775806' },
    [
      ['9223372036854775806', undefined],
      ['9223372036854775807', 'max'],
    ],
  ],
  [
    'integer',
    { allowed: [1, '2'] },
    [
      [1, undefined],
      ['2', undefined],
      [3, 'allowed'],
    ],
  ],
  [
    'decimal',
    { min: 0.1, max: '10.50' },
    [
      [0.09, 'min'],
      ['0.1', undefined],
      [10.5, undefined],
      [10.51, 'max'],
    ],
  ],
  [
    'double',
    { min: 0 },
    [
      [-1e-9, 'min'],
      [0, undefined],
    ],
  ],
  [
    'date',
    { min: '2019-01-01' },
    [
      ['2018-12-31', 'min'],
      ['2019-01-01', undefined],
    ],
  ],
  [
    'date',
    { allowed: ['2019-01-01'] },
    [
      ['2019-01-01', undefined],
      ['2019-01-02', 'allowed'],
    ],
  ],
  [
    'timestamp',
    { max: '2019-01-01T00:00:00Z' },
    [
      ['2018-12-31T22:00:00-03:00', 'max'],
      ['2019-01-01T00:00Z', undefined],
    ],
  ],
  [
    'string',
    { allowed: ['SP', 'RJ'], case: 'upper' },
    [
      [' sp ', undefined],
      ['MG', 'allowed'],
    ],
  ],
  [
    'string',
    { maxLength: 2 },
    [
      ['ab', undefined],
      ['abc', 'length'],
      ['😀😀', undefined],
      ['😀😀😀', 'length'],
    ],
  ],
  [
    'string',
    { pattern: 'a|b' },
    [
      ['a', undefined],
      ['ab', 'pattern'],
      ['b\nb', 'pattern'],
    ],
  ],
  [
    'string',
    { pattern: '\\d{5}-\\d{3}', maxLength: 9 },
    [
      ['01310-100', undefined],
      ['01310100', 'pattern'],
      ['01310-1000', 'length'],
    ],
  ],
  [
    'string',
    { pattern: 'a*' },
    [
      ['a'.repeat(MOST_MATCHED), undefined],
      ['a'.repeat(MOST_MATCHED + 1), 'pattern'],
    ],
  ],
];

describe('the rules of a column', () => {
  it.each(cases)('of type %s with %o judge each value', (type, declared, values) => {
    for (const [value, rule] of values) {
      const { rejects } = checkValues(type, [value], declared);

      expect(rejects[0]?.rule).toBe(rule);
    }
  });

  it('do not judge what has no value', () => {
    const { rejects } = checkValues('string?', [null, ''], { pattern: 'a', allowed: ['a'] });

    expect(rejects).toEqual([]);
  });
});
