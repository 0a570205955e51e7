import type { JsonValue } from '../../model/json-row.ts';

/** What a person says that the values of a field are: the name of a meaning, or values in a range, of a list, of a pattern. */
export type Override =
  | string
  | { readonly decimal: readonly [min: number, max: number] }
  | { readonly integer: readonly [min: number, max: number] }
  | { readonly date: readonly [from: string, to: string] }
  | { readonly values: readonly JsonValue[] }
  /** `#` is a digit, `A` a capital letter, `a` a small one, `*` either or a digit; others stand for themselves. */
  | { readonly pattern: string }
  | { readonly constant: JsonValue };
