import { DAY_MS } from '../../../model/calendar-date.ts';
import type { Field } from '../../../schemas/table-schema.ts';
import { datetimeText, dayText } from '../content/clock-text.ts';

/** 2000-01-01, as days since 1970-01-01. */
const FIRST_DAY = 10_957;

/**
 * A range in the form that BigQuery and PostgreSQL read.
 *
 * @param start days since 2000-01-01, or a number
 * @param length days, or a number
 * @example
 * rangeText({ name: 'a', type: 'range', mode: 'required', rangeOf: 'date' }, 0, 31) // => '[2000-01-01, 2000-02-01)'
 */
export function rangeText({ rangeOf = 'date' }: Field, start: number, length: number): string {
  const textOf = boundText[rangeOf];
  return `[${textOf(start)}, ${textOf(start + length)})`;
}

const boundText: Readonly<Record<NonNullable<Field['rangeOf']>, (number: number) => string>> = {
  date: (day) => dayText(FIRST_DAY + day),
  datetime: (day) => datetimeText((FIRST_DAY + day) * DAY_MS),
  timestamp: (day) => `${datetimeText((FIRST_DAY + day) * DAY_MS)}Z`,
  integer: String,
  decimal: (number) => `${number}.00`,
};
