import type { ColumnValues } from '../model/batch.ts';

/**
 * The parts of a column of numbers or booleans as one array. A single part is not copied.
 *
 * @example
 * joinedNumbers([[1, 2], Int32Array.of(3)]) // => Float64Array.of(1, 2, 3)
 */
export function joinedNumbers(parts: readonly ColumnValues[]): ArrayLike<number> {
  const numbers = parts as readonly ArrayLike<number>[];
  if (numbers.length === 1) return numbers[0] ?? [];
  const joined = new Float64Array(numbers.reduce((sum, part) => sum + part.length, 0));
  let from = 0;
  for (const part of numbers) {
    joined.set(part, from);
    from += part.length;
  }
  return joined;
}
