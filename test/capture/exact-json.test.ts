import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from '../../lib/capture/exact-json.ts';
import type { JsonValue } from '../../lib/model/json-row.ts';

/** JSON as `JSON.stringify` writes it, with integers that a double does not hold. */
const document = fc.letrec<{ value: { text: string; value: JsonValue } }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.jsonValue({ maxDepth: 0 }).map((value) => ({
      text: JSON.stringify(value),
      value: JSON.parse(JSON.stringify(value)) as JsonValue,
    })),
    fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map((integer) => ({
      text: String(integer),
      value: Number.isSafeInteger(Number(integer)) ? Number(integer) : String(integer),
    })),
    fc
      .constantFrom('"', '\\', '1234567890123456789', '\\"', '":', 'é')
      .map((value) => ({ text: JSON.stringify(value), value })),
    fc.array(tie('value'), { maxLength: 4 }).map((list) => ({
      text: `[${list.map(({ text }) => text).join(', ')}]`,
      value: list.map(({ value }) => value),
    })),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 4 }).map((members) => ({
      text: `{${members.map(([name, { text }]) => `${JSON.stringify(name)} : ${text}`).join(',')}}`,
      value: Object.fromEntries(members.map(([name, { value }]) => [name, value])),
    })),
  ),
})).value;

describe('JSON with exact integers', () => {
  it('is read without losing a digit', () => {
    fc.assert(
      fc.property(document, ({ text, value }) => {
        expect(parseExactJson(text)).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['-9007199254740993', '-9007199254740993'],
    ['0.12345678901234567890', 0.12345678901234568],
    ['1234567890123456789.5', 1234567890123456800],
    ['12345678901234567890e1', 123456789012345680000],
    ['1e-1234567890123456789', 0],
  ])('has %s as %s', (text, value) => {
    expect(parseExactJson(text)).toBe(value);
  });

  it.each(['', '{12345678901234567890: 1}', '[00000000000000000001]', '["1234567890123456789'])(
    'refuses %s',
    (text) => {
      expect(() => parseExactJson(text)).toThrow(SyntaxError);
    },
  );

  it('is read however deeply it is nested, and however many backslashes it has', () => {
    const deep = `${'['.repeat(100_000)}1234567890123456789${']'.repeat(100_000)}`;
    const slashes = JSON.stringify(['\\'.repeat(500_000), 'a"1234567890123456789']);

    expect(Array.isArray(parseExactJson(deep))).toBe(true);
    expect(parseExactJson(slashes)).toEqual(JSON.parse(slashes));
  });
});
