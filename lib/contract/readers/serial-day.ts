/** Spellings of a date as the serial number of a spreadsheet, and the day before serial 1 in each system. */
const zeroDays: Readonly<Record<string, number>> = {
  // 1899-12-31. The 1900 system counts a 29 February 1900 as serial 60, a day that did not exist.
  serial: -25_568,
  // 1904-01-01, which is serial 0.
  'serial-1904': -24_107,
};

/** The names of both systems. */
export const serialSystems: readonly string[] = Object.keys(zeroDays);

const SERIAL = /^\d{1,7}(?:\.\d{1,12})?$/;

/**
 * The serial number that a raw value is: a number, or its text such as `43480.0`. NaN when it is none.
 *
 * @example
 * serialNumber('43480.5') // => 43480.5
 */
export function serialNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && SERIAL.test(value) ? Number(value) : Number.NaN;
}

/**
 * Days since 1970-01-01, with the time of day as a fraction, of a serial number in one of the
 * {@link serialSystems}. NaN for a number that is no date in it.
 *
 * @example
 * daysOfSerial(43480, 'serial') // => 17911
 * daysOfSerial(42018, 'serial-1904') // => 17911
 * daysOfSerial(60, 'serial') // => NaN
 */
export function daysOfSerial(serial: number, system: string): number {
  const zero = zeroDays[system] ?? Number.NaN;
  if (system === 'serial-1904') return serial >= 0 ? zero + serial : Number.NaN;
  if (serial >= 61) return zero + serial - 1;
  return serial >= 1 && serial < 60 ? zero + serial : Number.NaN;
}
