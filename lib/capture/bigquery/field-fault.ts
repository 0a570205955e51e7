import type { JsonValue } from '../../model/json-row.ts';
import { CellFault } from '../../model/raw-rows.ts';

/** A value of a row that is not what its field consists of. */
export class FieldFault extends CellFault {
  /** Where in the value it is wrong: `libc.version`, `items.0`. Empty for the value as a whole. */
  readonly path: string;
  /** The value as it came. */
  readonly value: JsonValue;

  constructor(value: JsonValue, reason: string, path = '') {
    super(textOf(value), reason);
    this.path = path;
    this.value = value;
  }
}

/** Empty for a value that is nested more deeply than JSON can be written. */
function textOf(value: JsonValue): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

/** A part of a value that is wrong, and where it is. */
export class Misfit {
  readonly path: string;
  readonly reason: string;

  constructor(reason: string, path = '') {
    this.reason = reason;
    this.path = path;
  }

  /** The same, as a part of a member. */
  in(member: string | number): Misfit {
    return new Misfit(this.reason, this.path === '' ? `${member}` : `${member}.${this.path}`);
  }
}
