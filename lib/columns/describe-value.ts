/**
 * A value in words that do not reveal it: its JavaScript type and its length. The rows of a lake may
 * be personal data, and an error message ends up in logs.
 *
 * Values that hold no data, such as `null` and `NaN`, are named.
 *
 * @example
 * describeValue('João') // => 'a string of 4 characters'
 * describeValue(1.5) // => 'a number that is not an integer'
 * describeValue(Number.NaN) // => 'NaN'
 */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'string') return describeText(value);
  if (typeof value === 'number') return describeNumber(value);
  if (typeof value === 'object') return describeObject(value);
  return `a ${typeof value}`;
}

function describeText(text: string): string {
  const words = `a string of ${counted(text.length, 'character')}`;
  return text.isWellFormed() ? words : `${words} with lone surrogates`;
}

function describeNumber(number: number): string {
  if (!Number.isFinite(number)) return String(number);
  if (!Number.isInteger(number)) return 'a number that is not an integer';
  return `an integer of ${counted(BigInt(Math.abs(number)).toString().length, 'digit')}`;
}

/** Never by the name of its class: an object that was parsed can carry any `constructor`. */
function describeObject(value: object): string {
  if (value instanceof Date) return 'a Date';
  if (Array.isArray(value)) return `an array of ${counted(value.length, 'element')}`;
  if (value instanceof Uint8Array) return `a Uint8Array of ${counted(value.length, 'byte')}`;
  return 'an object';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
