import fc from 'fast-check';
import { meanings } from '../../../lib/generate/mock/meanings/all-meanings.ts';
import type { Bound, Field } from '../../../lib/schemas/table-schema.ts';

/** A name that means something, or nothing. */
const anyName = fc.constantFrom(
  ...meanings.flatMap(({ said }) =>
    Object.values(said).flatMap((phrases) =>
      phrases.split(', ').map((phrase) => phrase.replace(/[$^]/g, '').replaceAll(' ', '_')),
    ),
  ),
  'x',
  'c1',
  'num_cpf',
);

const exclusive = fc.constantFrom(undefined, true as const);

/** Bounds of whole numbers between two numbers, with one value between them at least. */
function bounds(least: bigint, most: bigint): fc.Arbitrary<Pick<Field, 'min' | 'max'>> {
  return fc
    .tuple(fc.bigInt(least, most - 3n), fc.bigInt(3n, 1000n), exclusive, exclusive, fc.nat(3))
    .map(([from, span, min, max, which]) => ({
      ...((which & 1) === 1 && { min: bound(from, min) }),
      ...((which & 2) === 2 && { max: bound(from + span > most ? most : from + span, max) }),
    }));
}

function bound(value: bigint | string, isExclusive: true | undefined): Bound {
  return isExclusive ? { value: String(value), exclusive: true } : { value: String(value) };
}

const anyInteger = fc
  .tuple(fc.constantFrom(8, 16, 32, 64, 128), fc.boolean())
  .chain(([bits, unsigned]) => {
    const most = 2n ** BigInt(bits - (unsigned ? 0 : 1)) - 1n;
    const least = unsigned ? 0n : -most;
    return bounds(least, most).map((range) => ({
      type: 'integer' as const,
      ...(bits !== 64 && { bits }),
      ...(unsigned && { unsigned }),
      ...range,
    }));
  });

const anyDecimal = fc
  .tuple(fc.integer({ min: 1, max: 76 }), fc.nat(38))
  .chain(([precision, wanted]) => {
    const scale = Math.min(precision, wanted);
    const whole = 10n ** BigInt(precision - scale) - 1n;
    const range = whole < 4n ? fc.constant({}) : bounds(-whole, whole);
    return range.map((limits) => ({ type: 'decimal' as const, precision, scale, ...limits }));
  });

const anyInstant = fc
  .tuple(
    fc.constantFrom('date' as const, 'datetime' as const, 'timestamp' as const),
    fc.integer({ min: 1950, max: 2090 }),
    fc.nat(3),
    exclusive,
  )
  .map(([type, year, which, isExclusive]) => ({
    type,
    ...((which & 1) === 1 && { min: bound(`${year}-03-01`, isExclusive) }),
    ...((which & 2) === 2 && { max: bound(`${year + 2}-03-01`, isExclusive) }),
  }));

const anyLength = fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined });

const anyText = fc
  .tuple(fc.constantFrom('string' as const, 'char' as const, 'bytes' as const), anyLength)
  .map(([type, length]) => ({ type, ...(length !== undefined && { length }) }));

const anyFloat = fc
  .tuple(fc.constantFrom(32, 64), bounds(-1000n, 1000n))
  .map(([bits, range]) => ({ type: 'float' as const, bits, ...range }));

const anyRange = fc
  .constantFrom(
    'date' as const,
    'datetime' as const,
    'timestamp' as const,
    'integer' as const,
    'decimal' as const,
  )
  .map((rangeOf) => ({ type: 'range' as const, rangeOf }));

const anyOther = fc
  .constantFrom(
    'uuid' as const,
    'inet' as const,
    'boolean' as const,
    'time' as const,
    'interval' as const,
    'json' as const,
    'geography' as const,
    'decimal' as const,
  )
  .map((type) => ({ type }));

const anyList = fc.constantFrom(
  { type: 'string' as const, values: ['novo', 'usado'] },
  { type: 'char' as const, length: 1, values: ['A', 'B', 'C'] },
  { type: 'integer' as const, values: [10, 20, 30] },
  { type: 'decimal' as const, precision: 5, scale: 2, values: ['1.50', '2.75'] },
);

/** A field that is neither a record nor a map nor a list, of any type and with any constraints. */
export const anyField: fc.Arbitrary<Field> = fc
  .tuple(
    anyName,
    fc.oneof(
      anyInteger,
      anyDecimal,
      anyInstant,
      anyText,
      anyText,
      anyFloat,
      anyRange,
      anyOther,
      anyList,
    ),
    fc.constantFrom('required' as const, 'nullable' as const, 'repeated' as const),
  )
  .map(([name, facts, mode]): Field => ({ name, mode, ...facts }));
