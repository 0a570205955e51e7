/**
 * What a command gets from the process it runs in. The only place, with `hourlake.ts`, where the
 * clock, the working directory and the streams are known.
 */
export interface Context {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Makes a path absolute. */
  readonly resolvePath: (path: string) => string;
  /** Results: what a pipe gets. Resolves when the stream has taken it. */
  readonly print: (text: string | Uint8Array) => Promise<void>;
  /** Progress and messages: what a person sees. */
  readonly progress: NodeJS.WriteStream;
  /** Whether results go to a terminal. */
  readonly printsToTerminal: boolean;
  /** Columns of the terminal that results go to; infinitely many elsewhere. */
  readonly width: number;
  /** Whether results and progress may have colours. */
  readonly colours: boolean;
  /** Threads that this machine runs at once. */
  readonly cores: number;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Where the saved queries are. */
  readonly queries: URL;
  /** Ends the process with this code, once the command is done. */
  readonly exitWith: (code: number) => void;
}
