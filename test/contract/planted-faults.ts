import fc from 'fast-check';
import {
  type LeafName,
  leafNames,
  type ShapeData,
  shapeMember,
} from '../../lib/contract/shape-data.ts';
import type { RuleName } from '../../lib/contract/value-rules.ts';

/** Every text of a valid value begins with it, so that a message with a value is found. */
export const SECRET = 'confidential';

/** A value that a test can change. */
export type Mutable = { [name: string]: unknown } | unknown[];

/** A place in a shape. */
export interface ShapePlace {
  /** Names of members, and `[]` for the elements of a list. */
  readonly steps: readonly string[];
  readonly shape: ShapeData;
  readonly isRequired: boolean;
}

/** A fault that is planted in a document. */
export interface Plant {
  readonly place: ShapePlace;
  readonly rule: RuleName;
  /** What stands there instead; not for `missing`. */
  readonly value: unknown;
}

const NAMES = ['name', 'version', 'libc', 'lib', 'ci', 'type', 'required', 'a b'];

const member = fc
  .record({ name: fc.constantFrom(...NAMES), isRequired: fc.boolean() })
  .map(({ name, isRequired }) => `${name}${isRequired ? '!' : ''}`);

const { record, part } = fc.letrec<{ record: ShapeData; part: ShapeData }>((tie) => ({
  record: fc
    .uniqueArray(fc.tuple(member, tie('part')), {
      minLength: 1,
      maxLength: 4,
      selector: ([declared]) => shapeMember(declared).name,
    })
    .map((members) => Object.fromEntries(members)),
  part: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'shape' },
    { arbitrary: fc.constantFrom<ShapeData>(...leafNames), weight: 3 },
    { arbitrary: tie('record'), weight: 2 },
    { arbitrary: tie('part').map((element): ShapeData => [element]), weight: 1 },
  ),
}));

/** Any shape of a record. */
export const anyShape: fc.Arbitrary<ShapeData> = record;

/** Any part of a shape. */
export const anyPart: fc.Arbitrary<ShapeData> = part;

/** All places of a shape, outer ones first; the first one is the whole. */
export function placesOf(
  shape: ShapeData,
  steps: readonly string[] = [],
  isRequired = true,
): ShapePlace[] {
  const here = { steps, shape, isRequired };
  if (typeof shape === 'string') return [here];
  if (isList(shape)) return [here, ...placesOf(shape[0], [...steps, '[]'], false)];
  return [
    here,
    ...Object.entries(shape).flatMap(([declared, inner]) => {
      const { name, isRequired: needed } = shapeMember(declared);
      return placesOf(inner, [...steps, name], needed);
    }),
  ];
}

/** Any value that fits a shape, with `null` wherever it may be. */
export function fitting(shape: ShapeData): fc.Arbitrary<unknown> {
  if (typeof shape === 'string') return leafValues[shape];
  if (isList(shape)) return fc.array(orNull(fitting(shape[0]), false), { maxLength: 3 });
  const members = Object.entries(shape).map(([declared, inner]) => {
    const { name, isRequired } = shapeMember(declared);
    return [name, orNull(fitting(inner), isRequired)] as const;
  });
  return fc.record(Object.fromEntries(members));
}

/** The value of a shape in which nothing is `null`. */
export function wholeValue(shape: ShapeData): unknown {
  if (typeof shape === 'string') return wholeLeaves[shape];
  if (isList(shape)) return [wholeValue(shape[0])];
  return Object.fromEntries(
    Object.entries(shape).map(([declared, inner]) => [
      shapeMember(declared).name,
      wholeValue(inner),
    ]),
  );
}

/** Any fault at one of the places of a shape, but not of the whole. */
export function anyPlant(shape: ShapeData): fc.Arbitrary<Plant> {
  const plants = placesOf(shape).slice(1).flatMap(plantsAt);
  return fc.constantFrom(...plants);
}

/** Puts a fault in a document, and records where they are needed to get there. */
export function plant(document: unknown, shape: ShapeData, { place, rule, value }: Plant): unknown {
  return planted(document, shape, { steps: place.steps, rule, value });
}

/** How a fault names a place: `.libc.version`, `[].name`. */
export function pathOf({ steps }: Pick<ShapePlace, 'steps'>): string {
  return steps.map((step) => (step === '[]' ? step : `.${step}`)).join('');
}

/** JSON with numbers that it does not have, as Python writes it. */
export function loosely(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'number' && !Number.isFinite(inner) ? `@${inner}@` : inner,
  );
  return text.replaceAll(/"@(NaN|-?Infinity)@"/g, '$1');
}

/** Whether one of two faults stands within the other. */
export function areApart(one: Plant, other: Plant): boolean {
  const [a, b] = [`${pathOf(one.place)}.`, `${pathOf(other.place)}.`].map((path) =>
    path.replaceAll('[]', '.[]'),
  );
  return !a?.startsWith(b ?? '') && !b?.startsWith(a ?? '');
}

function planted(
  value: unknown,
  shape: ShapeData,
  { steps: [step, ...steps], rule, value: wrong }: Omit<Plant, 'place'> & Pick<ShapePlace, 'steps'>,
): unknown {
  if (step === undefined) return wrong;
  const whole = value ?? wholeValue(shape);
  if (typeof shape === 'string') throw new TypeError('A leaf has no members');
  if (isList(shape)) {
    const [first, ...others] = (whole as unknown[]).length === 0 ? [null] : (whole as unknown[]);
    return [planted(first, shape[0], { steps, rule, value: wrong }), ...others];
  }
  const inner = shape[step] ?? shape[`${step}!`];
  if (inner === undefined) throw new TypeError('No such member');
  const { [step]: old, ...others } = whole as Record<string, unknown>;
  if (rule === 'missing' && steps.length === 0) return others;
  return { ...others, [step]: planted(old, inner, { steps, rule, value: wrong }) };
}

function plantsAt(place: ShapePlace): Plant[] {
  const wrong =
    typeof place.shape === 'string' ? wrongLeaves[place.shape] : [7, SECRET, Number.NaN];
  const isMember = place.steps.at(-1) !== '[]';
  return [
    ...wrong.map((value) => ({ place, rule: 'type', value }) as const),
    ...(isMember ? [{ place, rule: 'missing', value: undefined } as const] : []),
    ...(place.isRequired && isMember ? [{ place, rule: 'required', value: null } as const] : []),
  ];
}

const leafValues: Readonly<Record<LeafName, fc.Arbitrary<unknown>>> = {
  string: fc.string().map((text) => `${SECRET} ${text.toWellFormed()}`),
  integer: fc.oneof(fc.maxSafeInteger(), fc.constant('9223372036854775807')),
  double: fc.double({ noNaN: true, noDefaultInfinity: true }),
  boolean: fc.boolean(),
  timestamp: fc.constantFrom('2026-11-20T13:07:42.513Z', '2026-11-20 10:07-03:00'),
  json: fc.oneof(fc.constant({ anything: [SECRET, 1] }), fc.integer()),
};

const wholeLeaves: Readonly<Record<LeafName, unknown>> = {
  string: SECRET,
  integer: 1,
  double: 0.5,
  boolean: false,
  timestamp: '2026-11-20T13:07:42Z',
  json: [],
};

/** Values that are not of a type: NaN, a number for a text, a record for a number. */
const wrongLeaves: Readonly<Record<LeafName, readonly unknown[]>> = {
  string: [7, true, Number.NaN, { value: SECRET }, [SECRET]],
  integer: [1.5, SECRET, Number.NaN, '12', '9223372036854775808', {}],
  double: [SECRET, Number.NaN, Number.POSITIVE_INFINITY, true],
  boolean: ['true', 1, Number.NaN],
  timestamp: [SECRET, 1_700_000_000, '2026-11-20T25:00:00Z', Number.NaN],
  json: [Number.NaN, { deep: [Number.NEGATIVE_INFINITY] }],
};

function orNull(values: fc.Arbitrary<unknown>, isRequired: boolean): fc.Arbitrary<unknown> {
  return isRequired ? values : fc.option(values, { nil: null });
}

function isList(shape: ShapeData): shape is readonly [ShapeData] {
  return Array.isArray(shape);
}
