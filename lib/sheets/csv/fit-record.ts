import { CellFault, type RawValue } from '../../model/raw-rows.ts';
import { isEmpty } from '../sheet-row.ts';

/**
 * A record that has more or fewer fields than the header, so that it is rejected and not read with its
 * values shifted: missing fields are faults, and fields that are too many are with the last one in a fault.
 * Empty fields at the end are none too many.
 *
 * @param width number of fields of the header
 * @example
 * fitRecord(['1', '2', null], 2) // => ['1', '2']
 * String(JSON.stringify(fitRecord(['1', '2', '3'], 2))) // => '["1","2;3"]'
 */
export function fitRecord(values: readonly RawValue[], width: number): readonly RawValue[] {
  if (values.length < width) {
    const missing = new CellFault('', `a record of ${values.length} fields under ${width} names`);
    return Array.from(
      { length: width },
      (_, place) => values[place] ?? (place < values.length ? null : missing),
    );
  }
  const extra = values.slice(width);
  if (extra.every(isEmpty)) return values.slice(0, width);
  const text = values.slice(width - 1).map((value) => (value === null ? '' : String(value)));
  const reason = `a record of ${values.length} fields under ${width} names`;
  return [...values.slice(0, width - 1), new CellFault(text.join(';'), reason)];
}
