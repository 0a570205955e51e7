import type { JsonValue } from '../../../model/json-row.ts';
import type { Slot } from '../slot.ts';
import { columnOf } from './columns.ts';
import type { FlagContent } from './content.ts';
import type { Values } from './fit.ts';
import { padText } from './fit-text.ts';
import { unitsOf } from './units.ts';

/** Flags for a field: a boolean, 0 and 1, or S and N (Y and N where names are English). */
export function fitFlag(content: FlagContent, { field, language }: Slot): Values | undefined {
  const pair = pairFor();
  if (pair === undefined) return undefined;
  return {
    make: (rows) => columnOf(content.make(rows), (flag): JsonValue => pair[flag] ?? null),
  };

  function pairFor(): readonly [no: JsonValue, yes: JsonValue] | undefined {
    switch (field.type) {
      case 'boolean':
        return [false, true];
      case 'integer':
      case 'decimal': {
        const { least, most, scale } = unitsOf(field);
        if (least > 0n || most < 10n ** BigInt(scale)) return undefined;
        return field.type === 'integer' ? [0, 1] : ['0', '1'];
      }
      case 'string':
      case 'char': {
        const { length = 1 } = field;
        const yes = language === 'pt' ? 'S' : 'Y';
        if (length < 1) return undefined;
        return field.type === 'char' ? [padText('N', length), padText(yes, length)] : ['N', yes];
      }
      default:
        return undefined;
    }
  }
}
