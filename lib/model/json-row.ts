/**
 * A value as NDJSON has it: integers beyond 2^53 and decimals are text, dates and times are text in
 * ISO 8601, bytes are Base64, a record is an object, a repeated field is a list, which is never `null`.
 */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** A row as NDJSON has it. A field that its database fills may be left out. */
export type JsonRow = { readonly [name: string]: JsonValue };
