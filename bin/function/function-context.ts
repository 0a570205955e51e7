import { tmpdir } from 'node:os';
import type { Context } from '../context.ts';
import { ProgressStream } from '../terminal/progress-stream.ts';
import { terminalOf } from '../terminal/terminal.ts';

/** The context of a function on AWS: it prints to its log, and writes nowhere but in `/tmp`. */
export function functionContext(environment: Context['environment'], signal: AbortSignal): Context {
  const terminal = terminalOf({}, environment);
  return {
    now: Date.now,
    resolvePath: (path) => path,
    print: async (text) => console.log(String(text).trimEnd()),
    outputClosed: new AbortController().signal,
    async *input() {},
    progress: new ProgressStream(process.stderr, terminal),
    printsToTerminal: false,
    canAnswer: false,
    width: terminal.width,
    colours: false,
    cores: 1,
    temporaryFolder: tmpdir,
    configFolder: tmpdir,
    homeFolder: tmpdir,
    userName: () => 'hourlake',
    signal,
    environment,
    openFile: async () => {},
    queries: new URL('../../queries/', import.meta.url),
    exitWith: () => {},
  };
}
