import type { Command } from 'commander';
import type { Context } from './context.ts';

/** Makes one command of `hourlake`. */
type MakeCommand = (context: Context) => Command;

/** Commands by what a person wants to do, in the order of the help. */
interface CommandGroup {
  readonly title: string;
  /** Each is loaded when it is asked for: most of a start is loading. */
  readonly commands: Readonly<Record<string, () => Promise<MakeCommand>>>;
}

/** All commands. The tables of both READMEs have the same groups. */
const groups: readonly CommandGroup[] = [
  {
    title: 'Fill a lake',
    commands: {
      tour: async () => (await import('./commands/tour.ts')).tourCommand,
      ingest: async () => (await import('./commands/ingest.ts')).ingestCommand,
      backfill: async () => (await import('./commands/backfill.ts')).backfillCommand,
      generate: async () => (await import('./commands/generate.ts')).generateCommand,
      mock: async () => (await import('./commands/mock.ts')).mockCommand,
    },
  },
  {
    title: 'Ask it',
    commands: {
      query: async () => (await import('./commands/query.ts')).queryCommand,
      report: async () => (await import('./commands/report.ts')).reportCommand,
      reveal: async () => (await import('./commands/reveal.ts')).revealCommand,
    },
  },
  {
    title: 'Look after it',
    commands: {
      status: async () => (await import('./commands/status.ts')).statusCommand,
      jobs: async () => (await import('./commands/jobs.ts')).jobsCommand,
      doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
      verify: async () => (await import('./commands/verify.ts')).verifyCommand,
      check: async () => (await import('./commands/check.ts')).checkCommand,
      replay: async () => (await import('./commands/replay.ts')).replayCommand,
      keep: async () => (await import('./commands/keep.ts')).keepCommand,
      forget: async () => (await import('./commands/forget.ts')).forgetCommand,
      key: async () => (await import('./commands/key.ts')).keyCommand,
    },
  },
  {
    title: 'Bring in what is outside',
    commands: {
      inbox: async () => (await import('./commands/inbox.ts')).inboxCommand,
      rejects: async () => (await import('./commands/rejects.ts')).rejectsCommand,
      schema: async () => (await import('./commands/schema.ts')).schemaCommand,
      'stand-in': async () => (await import('./commands/stand-in.ts')).standInCommand,
    },
  },
  {
    title: 'Hand on what it has',
    commands: {
      deliver: async () => (await import('./commands/deliver.ts')).deliverCommand,
      export: async () => (await import('./commands/export.ts')).exportCommand,
    },
  },
];

/** Titles of the groups and names of their commands, in the order of the help. */
export const commandGroups: readonly {
  readonly title: string;
  readonly names: readonly string[];
}[] = groups.map(({ title, commands }) => ({ title, names: Object.keys(commands) }));

/** Names of the commands, in the order of the help. */
export const commandNames: readonly string[] = commandGroups.flatMap(({ names }) => names);

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
  const all = groups.flatMap(({ title, commands }) =>
    Object.entries(commands).map(([name, load]) => ({ title, name, load })),
  );
  const asked = all.filter(({ name }) => name === first);
  const made: Command[] = [];
  // One after the other: Node.js opens the files of a module and all it imports at the same time,
  // and a process may have few of them open.
  for (const { title, load } of asked.length > 0 ? asked : all) {
    made.push((await load())(context).helpGroup(`${title}:`));
  }
  return made;
}
