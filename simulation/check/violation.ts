/** A broken promise. */
export interface Violation {
  /** A sentence that says what was wrong. */
  readonly what: string;
  /** The key, period or process where it was wrong. */
  readonly where: string;
}

/** Records a broken promise. */
export type Accuse = (what: string, where: string) => void;
