import type { FieldType } from './field-types.ts';
import { literal } from './model-names.ts';
import type { Model } from './models.ts';
import type { Bound, Field } from './table-schema.ts';

/** The largest size of an integer whose every value is exact as a number. */
const MOST_EXACT_BITS = 53;

/** Types whose values a CHECK or an enum can list as they stand in a row: `1.50` may be `1.5` there. */
const CHOSEN: readonly FieldType[] = ['string', 'char', 'integer'];

/** The type and the check of a value that is neither a record nor a map nor a list. */
export function scalarModel(field: Field): Model {
  if (field.values !== undefined && CHOSEN.includes(field.type)) return choiceModel(field.values);
  switch (field.type) {
    case 'integer':
      return integerModel(field);
    case 'float':
      return { type: 'number', zod: `z.number()${boundsOf(field)}` };
    case 'decimal':
      return { type: 'string', zod: `z.string().regex(${decimalPattern(field)})` };
    case 'boolean':
      return { type: 'boolean', zod: 'z.boolean()' };
    case 'json':
      return { type: 'unknown', zod: 'z.unknown()' };
    default:
      return { type: 'string', zod: textCheck(field) };
  }
}

function choiceModel(values: readonly (string | number)[]): Model {
  const literals = values.map((value) =>
    typeof value === 'number' ? String(value) : literal(value),
  );
  const distinct = [...new Set(literals)];
  return { type: distinct.join(' | '), zod: `z.literal([${distinct.join(', ')}])` };
}

function integerModel(field: Field): Model {
  const { bits = 64, unsigned = false } = field;
  const atLeast = unsigned && field.min === undefined ? '.min(0)' : '';
  const number = `z.int()${atLeast}${boundsOf(field)}`;
  if (bits <= MOST_EXACT_BITS) return { type: 'number', zod: number };
  const digits = `z.string().regex(${unsigned ? '/^\\d+$/' : '/^-?\\d+$/'})`;
  return { type: 'number | string', zod: `z.union([${number}, ${digits}])` };
}

/** Bounds that are exact as numbers; others are left to the database. */
function boundsOf({ min, max }: Field): string {
  return boundOf(min, { closed: 'min', open: 'gt' }) + boundOf(max, { closed: 'max', open: 'lt' });
}

function boundOf(
  bound: Bound | undefined,
  { closed, open }: { readonly closed: string; readonly open: string },
): string {
  const value = Number(bound?.value ?? Number.NaN);
  if (bound === undefined || !Number.isFinite(value)) return '';
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return '';
  return `.${bound.exclusive ? open : closed}(${value})`;
}

function decimalPattern({ precision, scale = 0 }: Field): string {
  if (precision === undefined) return '/^-?\\d+(\\.\\d+)?$/';
  const whole = precision - scale;
  const fraction = scale === 0 ? '' : `(\\.\\d{1,${scale}})?`;
  return `/^-?${whole > 0 ? `\\d{1,${whole}}` : '0'}${fraction}$/`;
}

function textCheck({ type, length }: Field): string {
  switch (type) {
    case 'char':
    case 'string':
      // Databases count characters; `max` would count those beyond U+FFFF twice.
      return length === undefined
        ? 'z.string()'
        : `z.string().refine((text) => [...text].length <= ${length})`;
    case 'uuid':
      return 'z.guid()';
    case 'date':
      return 'z.iso.date()';
    case 'time':
      return 'z.iso.time()';
    case 'datetime':
      return 'z.iso.datetime({ local: true })';
    case 'timestamp':
      return 'z.iso.datetime({ offset: true })';
    case 'bytes':
      return 'z.base64()';
    default:
      return 'z.string()';
  }
}
