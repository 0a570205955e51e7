import { jsonType } from '../../columns/json.ts';
import { CellFault } from '../../model/raw-rows.ts';
import type { PresentRaw, ReadingRules } from './reading.ts';

const spellings = ['document', 'value'];

/**
 * Reads records, lists, numbers and booleans as JSON, and text that holds a document of JSON. The spelling
 * `value` reads any text as a text of JSON.
 */
export const readJson: ReadingRules = {
  usual: ['document'],
  examples: spellings,
  problem: (reads) =>
    reads.length === 1 && reads.every((name) => spellings.includes(name))
      ? undefined
      : `a list with one of ${spellings.join(', ')}`,
  reader: (_, { reads }) => {
    const isValue = reads.includes('value');
    return (value) => {
      if (typeof value === 'string' && !isValue) return jsonType.accepts(value) ? value : undefined;
      return jsonOf(value);
    };
  },
};

function jsonOf(value: PresentRaw): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  if (value instanceof CellFault) return undefined;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested so deeply that the stack of JSON.stringify has no room for it.
    return undefined;
  }
}
