import { InputError } from '../../errors.ts';
import { DAY_MS } from '../../model/calendar-date.ts';
import type { JsonValue } from '../../model/json-row.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import { typeText } from '../../schemas/field-types.ts';
import type { Field } from '../../schemas/table-schema.ts';
import type { Content } from './content/content.ts';
import { evenInstants } from './content/even-instants.ts';
import { fit, fitFirst, type Values } from './content/fit.ts';
import { instantBounds } from './content/instant-bounds.ts';
import { evenNumbers } from './content/number-content.ts';
import { patternContent } from './content/pattern.ts';
import { coarser, unitsOf } from './content/units.ts';
import { fitsField } from './fits-field.ts';
import { meaningNamed, meaningNames } from './meanings/all-meanings.ts';
import type { Context, Meaning } from './meanings/meaning.ts';
import type { Override } from './overrides.ts';
import { listedValues } from './typed/listed-values.ts';

/** What a field is filled with because a person says so. */
export interface Overridden {
  /** The name of a meaning, or of the form of values: `decimal`. */
  readonly meaning: string;
  readonly values: Values;
}

/**
 * The meaning that an override names; `undefined` where it describes values.
 *
 * @throws InputError when there is no such meaning.
 */
export function meaningOf(override: Override, path: string): Meaning | undefined {
  if (typeof override !== 'string') return undefined;
  const meaning = meaningNamed(override);
  if (meaning !== undefined) return meaning;
  throw new InputError({
    expected: `a known meaning for the field ${path}`,
    got: JSON.stringify(override),
    advice: `${didYouMean(override, meaningNames)}docs/mock-meanings.md lists all meanings.`,
  });
}

/**
 * The values that an override describes.
 *
 * @throws InputError when they do not fit the field.
 */
export function overridden(override: Override, context: Context, path: string): Overridden {
  const { field } = context;
  if (typeof override === 'string') {
    const meaning = meaningOf(override, path);
    const values = meaning && fitFirst(meaning.contents(context), context);
    if (values !== undefined && field.values === undefined) return { meaning: override, values };
    throw unfit(path, field, `values of the meaning ${JSON.stringify(override)}`);
  }
  if ('values' in override || 'constant' in override) {
    const list = 'values' in override ? override.values : [override.constant];
    return { meaning: 'values' in override ? 'values' : 'constant', values: listed(list) };
  }
  const { meaning, content } = describedContent(override, context);
  const values = content && fit(content, context);
  if (values !== undefined && field.values === undefined) return { meaning, values };
  throw unfit(path, field, `values of ${JSON.stringify(override)}`);

  function listed(list: readonly JsonValue[]): Values {
    const strange = list.findIndex((value) => !fitsField(value, field));
    if (list.length > 0 && strange < 0) return listedValues(list, context);
    throw unfit(
      path,
      field,
      list.length === 0 ? 'an empty list' : `a list whose value ${strange + 1} does not fit`,
    );
  }
}

type Described = Exclude<Override, string | { values: unknown } | { constant: unknown }>;

/** What an override describes; without a content where the range is none, or is outside of the field. */
function describedContent(
  override: Described,
  context: Context,
): { readonly meaning: string; readonly content: Content | undefined } {
  const { field, draws } = context;
  if ('pattern' in override) {
    return { meaning: 'pattern', content: patternContent(override.pattern, draws) };
  }
  if ('date' in override) {
    const [from, to] = override.date.map((day) => Date.parse(`${day}T00:00:00Z`));
    return { meaning: 'date', content: datesBetween(from, to, context) };
  }
  const meaning = 'decimal' in override ? 'decimal' : 'integer';
  const [least, most] = 'decimal' in override ? override.decimal : override.integer;
  const isNumber = ['integer', 'decimal', 'float'].includes(field.type);
  const scale = meaning === 'integer' ? 0 : isNumber ? Math.min(2, unitsOf(field).scale) : 2;
  const one = 10 ** scale;
  const range = { least: Math.ceil(least * one), most: Math.floor(most * one), scale };
  const isRange = range.least <= range.most && Number.isSafeInteger(range.most - range.least);
  if (!isRange) return { meaning, content: undefined };
  if (isNumber) {
    const room = coarser(unitsOf(field), scale);
    const isInside = room.least <= BigInt(range.least) && BigInt(range.most) <= room.most;
    if (!isInside) return { meaning, content: undefined };
  }
  return { meaning, content: evenNumbers(draws('value'), range) };
}

function datesBetween(from = Number.NaN, to = Number.NaN, context: Context): Content | undefined {
  const { least, most } = instantBounds(context.field);
  if (!(from <= to && from >= least && to <= most)) return undefined;
  return evenInstants(context.draws('value'), { from, to: to + DAY_MS });
}

function unfit(path: string, field: Field, got: string): InputError {
  const list = field.values === undefined ? '' : ', one of its list';
  return new InputError({
    expected: `values for the field ${path} that fit its type ${typeText(field)}${list}`,
    got,
    advice: 'Choose another meaning or range, or values that the field has room for.',
  });
}
