import { CellFault } from '../../model/raw-rows.ts';
import { type Cells, isEmpty } from '../sheet-row.ts';
import type { Separator } from './csv-records.ts';

/**
 * Makes a record as wide as the header, so that one with other fields is rejected and never read with its
 * values shifted. Missing fields are faults; fields that are too many become one fault with the last one.
 * Empty fields at the end do not count.
 *
 * @param width number of fields of the header
 * @example
 * fitRecord(['1', '2', null], { width: 2, separator: ';' }) // => ['1', '2']
 * JSON.stringify(fitRecord(['1', '2', '3'], { width: 2, separator: ';' })) // => '["1","2;3"]'
 * JSON.stringify(fitRecord(['1'], { width: 2, separator: ';' })) // => '["1",""]'
 */
export function fitRecord(
  values: Cells,
  { width, separator }: { readonly width: number; readonly separator: Separator },
): Cells {
  const reason = `a record of ${values.length} fields under ${width} names`;
  if (values.length < width) {
    const missing = new CellFault('', reason);
    return Array.from({ length: width }, (_, field) =>
      field < values.length ? values[field] : missing,
    );
  }
  if (values.slice(width).every(isEmpty)) return values.slice(0, width);
  const last = values.slice(width - 1).map((value) => String(value ?? ''));
  return [...values.slice(0, width - 1), new CellFault(last.join(separator), reason)];
}
