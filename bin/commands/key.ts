import { Command, Option } from 'commander';
import { InputError } from '../../lib/errors.ts';
import { writeNewKey } from '../../lib/secrets/new-key.ts';
import type { Context } from '../context.ts';
import { chosen, named } from '../options/parse-text.ts';

interface KeyCommandOptions {
  readonly out: string;
}

const ACTIONS = ['new'] as const;

const EXAMPLES = `
Examples:
  $ hourlake key new --out bronze.key
  $ hourlake ingest --key file:bronze.key
  $ HOURLAKE_BRONZE_KEY="$(cat bronze.key)" hourlake ingest --lake s3://my-lake

The file holds 64 random bytes as text. Keep it out of the lake, and a copy of it in a safe place:
without it, the protected values can never be revealed.`;

/** `hourlake key new`: makes a key file for the bronze layer. */
export function keyCommand(context: Context): Command {
  return new Command('key')
    .description('make a key file for the bronze layer')
    .argument('<action>', 'new', (text) => chosen('what to do with a key', text, ACTIONS))
    .addOption(
      new Option('--out <file>', 'the file to make; an existing one is never overwritten')
        .makeOptionMandatory()
        .argParser((text) => named('a new key file, such as bronze.key', text)),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (_: string, { out }: KeyCommandOptions) => {
      const outcome = await writeNewKey(context.resolvePath(out), out);
      if (outcome === 'taken') throw takenError(out);
      await context.print(
        `A new key is in ${out}, which only you may read. Keep a copy of it in a safe place: without it, the protected values can never be revealed.\n`,
      );
    });
}

function takenError(out: string): InputError {
  return new InputError({
    expected: `a new file ${out}`,
    got: 'a file that exists',
    advice: 'A key is never overwritten. Name another file.',
  });
}
