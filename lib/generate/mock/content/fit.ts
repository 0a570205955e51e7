import type { JsonValue } from '../../../model/json-row.ts';
import type { RowSet } from '../rows/row-set.ts';
import type { Slot } from '../slot.ts';
import type { Content, DistinctContent } from './content.ts';
import { fitFlag } from './fit-flag.ts';
import { fitInstant } from './fit-instant.ts';
import { fitNumber } from './fit-number.ts';
import { fitText } from './fit-text.ts';

/** Values as the rows of a field have them. */
export interface Values {
  make(rows: RowSet): readonly JsonValue[];
  /** Default: the field has different values of its type. */
  readonly distinct?: DistinctContent<readonly JsonValue[]>;
}

/**
 * Values of a field with this content.
 *
 * @returns `undefined` when the type of the field has no room for it
 */
export function fit(content: Content, slot: Slot): Values | undefined {
  switch (content.kind) {
    case 'text':
      return fitText(content, slot.field);
    case 'number':
      return fitNumber(content, slot);
    case 'instant':
      return fitInstant(content, slot);
    case 'flag':
      return fitFlag(content, slot);
    case 'other':
      return content.types.includes(slot.field.type) ? content : undefined;
  }
}

/** The first content that a field has room for, as its values. */
export function fitFirst(contents: readonly Content[], slot: Slot): Values | undefined {
  for (const content of contents) {
    const values = fit(content, slot);
    if (values !== undefined) return values;
  }
  return undefined;
}
