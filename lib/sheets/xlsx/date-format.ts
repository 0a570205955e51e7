/**
 * Number formats that every workbook has and that show a date (ECMA-376 Part 1, 18.8.30). 18 to 21, 32, 33
 * and 45 to 47 show a time only; what 34, 35, 55 and 56 show depends on the language.
 */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
]);

/** What a format shows as it is: quoted, escaped, in brackets, as a filler or as a space; but not `[h]`. */
const LITERALS = /"[^"]*"|\\.|_.|\*.|\[(?!h+\])[^\]]*\]/gi;

/**
 * Whether cells of a number format show a date. A format that shows a time of day only, or a duration, is
 * that of a number: no day is known for it.
 *
 * @param id of the format; below 164 it can be one that every workbook has
 * @param code as the workbook spells it: `dd/mm/yyyy`; `undefined` where it does not
 * @example
 * isDateFormat(14, undefined) // => true
 * isDateFormat(164, 'dd/mm/yyyy hh:mm') // => true
 * isDateFormat(164, '[h]:mm:ss') // => false
 * isDateFormat(164, '#,##0.00 "dias"') // => false
 */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATES.has(id);
  const shown = code.replace(LITERALS, '');
  // Beside hours or seconds, m is minutes.
  return /[dy]/i.test(shown) || (/m/i.test(shown) && !/[hs]/i.test(shown));
}
