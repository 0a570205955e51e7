import { DateCell, type RawValue } from '../model/raw-rows.ts';
import type { CheckShape, ShapeReport } from './open-shape.ts';
import type { ReadValues } from './pack-column.ts';
import type { RuleName } from './value-rules.ts';

/** The documents of some rows of a column. */
export interface Documents {
  /** As they came; a record is checked before its numbers were written as JSON. */
  readonly raw: readonly RawValue[];
  /** As they were read; a row without text is left out. */
  readonly values: ReadValues;
  /** Whether a document may be `null`. */
  readonly isNullable: boolean;
}

/** Receives what is wrong with the documents of a column. */
export interface DocumentsReport {
  /** Called once for each row, rule and path. */
  readonly onFault: (row: number, rule: RuleName, path: string) => void;
  /**
   * Called once for each row and path of a record that has members which its shape does not have. Default:
   * they are not counted.
   */
  readonly onExtra?: ((row: number, path: string) => void) | undefined;
}

/**
 * Checks the documents of a column of JSON.
 *
 * @example
 * const found = []
 * checkDocuments(openShape({ a: 'string' }), { raw: [{}], values: ['{}'], isNullable: false }, { onFault: (...fault) => found.push(fault) })
 * found // => [[0, 'missing', '.a']]
 */
export function checkDocuments(
  checkShape: CheckShape,
  { raw, values, isNullable }: Documents,
  { onFault, onExtra }: DocumentsReport,
): void {
  let row = 0;
  let reported: string[] = [];

  /** Elements of a list share a path. */
  function isFirst(kind: string): boolean {
    const isNew = !reported.includes(kind);
    if (isNew) reported.push(kind);
    return isNew;
  }

  const report: ShapeReport = {
    onFault(path, rule) {
      if (isFirst(`${rule} ${path}`)) onFault(row, rule, path);
    },
    onExtra: onExtra && ((path) => isFirst(`extra ${path}`) && onExtra(row, path)),
  };
  for (; row < values.length; row += 1) {
    const text = values[row];
    if (typeof text !== 'string') continue;
    if (reported.length > 0) reported = [];
    const document = documentOf(raw[row] ?? null, text);
    if (document !== null) checkShape(document, report);
    else if (!isNullable) onFault(row, 'required', '');
  }
}

function documentOf(raw: RawValue, text: string): unknown {
  return typeof raw === 'object' && raw !== null && !(raw instanceof DateCell)
    ? raw
    : JSON.parse(text);
}
