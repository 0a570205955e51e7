import type { Command } from 'commander';
import type { Context } from './context.ts';

/** Makes one command of `hourlake`. */
type MakeCommand = (context: Context) => Command;

/** In the order of the help. Each is loaded when it is asked for: most of a start is loading. */
const commands: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  ingest: async () => (await import('./commands/ingest.ts')).ingestCommand,
  inbox: async () => (await import('./commands/inbox.ts')).inboxCommand,
  backfill: async () => (await import('./commands/backfill.ts')).backfillCommand,
  jobs: async () => (await import('./commands/jobs.ts')).jobsCommand,
  status: async () => (await import('./commands/status.ts')).statusCommand,
  query: async () => (await import('./commands/query.ts')).queryCommand,
  deliver: async () => (await import('./commands/deliver.ts')).deliverCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  schema: async () => (await import('./commands/schema.ts')).schemaCommand,
  mock: async () => (await import('./commands/mock.ts')).mockCommand,
  check: async () => (await import('./commands/check.ts')).checkCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  replay: async () => (await import('./commands/replay.ts')).replayCommand,
  rejects: async () => (await import('./commands/rejects.ts')).rejectsCommand,
  keep: async () => (await import('./commands/keep.ts')).keepCommand,
  forget: async () => (await import('./commands/forget.ts')).forgetCommand,
  generate: async () => (await import('./commands/generate.ts')).generateCommand,
  'stand-in': async () => (await import('./commands/stand-in.ts')).standInCommand,
  reveal: async () => (await import('./commands/reveal.ts')).revealCommand,
  key: async () => (await import('./commands/key.ts')).keyCommand,
  tour: async () => (await import('./commands/tour.ts')).tourCommand,
};

/** Names of the commands, in the order of the help. */
export const commandNames: readonly string[] = Object.keys(commands);

/**
 * Makes the command that was asked for; all of them where the first argument names none, for the
 * help.
 *
 * @param first the first argument of the command line
 */
export async function loadCommands(
  first: string | undefined,
  context: Context,
): Promise<Command[]> {
  const asked = Object.entries(commands).find(([name]) => name === first);
  const loaders = asked === undefined ? Object.values(commands) : [asked[1]];
  const made: Command[] = [];
  // One after the other: Node.js opens the files of a module and all it imports at the same time,
  // and a process may have few of them open.
  for (const load of loaders) made.push((await load())(context));
  return made;
}
