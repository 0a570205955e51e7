import type { ProgressStream } from './terminal/progress-stream.ts';

/**
 * What a command gets from its process. Only this file and `hourlake.ts` know the clock, the
 * working directory, the folder for temporary files and the standard streams.
 */
export interface Context {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /**
   * Makes a path absolute.
   *
   * @throws InputError for a path such as `~/lake`, which only a shell can resolve.
   */
  readonly resolvePath: (path: string) => string;
  /**
   * Prints results to standard output. Resolves when they are written, or dropped because standard
   * output cannot be written: a command does its work whether or not somebody reads the result.
   */
  readonly print: (text: string | Uint8Array) => Promise<void>;
  /**
   * Aborted when nothing that is printed arrives any more, because the reader of a pipe went away
   * or the disk is full. A command whose only effect is its output, such as `generate | head`, may
   * then stop early; it exits with 0 after its reader went away.
   */
  readonly outputClosed: AbortSignal;
  /** Whether a person can answer questions: standard input is a terminal, and so is standard error. */
  readonly canAnswer: boolean;
  /** Standard input, in pieces. */
  readonly input: () => AsyncIterable<Uint8Array | string>;
  /** Progress and notices on standard error. Dropped where they cannot be written. */
  readonly progress: ProgressStream;
  /** Whether results go to a terminal. */
  readonly printsToTerminal: boolean;
  /** Columns of the terminal that results go to; infinitely many elsewhere. */
  readonly width: number;
  /** Whether results may have colours. */
  readonly colours: boolean;
  /** Threads that this machine runs at once. */
  readonly cores: number;
  /** Absolute path of the folder for temporary files, as the environment names it. */
  readonly temporaryFolder: () => string;
  /** Absolute path of the folder in which programs keep the configuration of the user. */
  readonly configFolder: () => string;
  /** Absolute path of the home folder of the user. */
  readonly homeFolder: () => string;
  /** Name of the user of this machine. */
  readonly userName: () => string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The environment variables, from which the secrets of jobs are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * Opens a file with the program that the user has for it.
   *
   * @throws OutputError when that program cannot be started.
   */
  readonly openFile: (path: string) => Promise<void>;
  /** Folder of the saved queries. */
  readonly queries: URL;
  /** Sets the exit code of the process, which ends when the command is done. */
  readonly exitWith: (code: number) => void;
}
