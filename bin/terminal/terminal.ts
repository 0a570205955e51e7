/** What a stream may be used for. */
export interface Terminal {
  /** Whether the cursor can be moved, so that a line can be drawn over. */
  readonly draws: boolean;
  /** Whether text may be coloured. */
  readonly colours: boolean;
  /** Columns; infinitely many where the output is not a terminal. */
  readonly width: number;
}

/** The width of a terminal that does not tell its own, as some pseudo-terminals do. */
const USUAL_WIDTH = 80;

/**
 * What can be done on a stream: on a file or a pipe, write plain lines; on a terminal also draw and
 * colour, unless its type is `dumb`, which knows no control sequences, or the person set `NO_COLOR`
 * (https://no-color.org).
 *
 * @param environment the variables of the process
 */
export function terminalOf(
  { isTTY = false, columns = 0 }: { isTTY?: boolean; columns?: number },
  { TERM, NO_COLOR = '' }: Readonly<Record<string, string | undefined>>,
): Terminal {
  const draws = isTTY && TERM !== 'dumb';
  const width = columns > 0 ? columns : USUAL_WIDTH;
  return {
    draws,
    colours: draws && NO_COLOR === '',
    width: isTTY ? width : Number.POSITIVE_INFINITY,
  };
}
