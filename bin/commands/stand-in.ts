import { Command, Option } from 'commander';
import { standIns } from '../../jobs/stand-ins.ts';
import { InputError } from '../../lib/errors.ts';
import { didYouMean } from '../../lib/model/nearest-name.ts';
import { type Day, lastCompletePeriod, periodEnd } from '../../lib/model/period.ts';
import { type OpenStandIn, STAND_IN_VALUE, type StandIn } from '../../lib/model/stand-in.ts';
import type { Context } from '../context.ts';
import { environment } from '../options/environment.ts';
import { parseCountUpTo } from '../options/parse-text.ts';
import { type InstantOptions, nowOption, parseDay } from '../options/time-options.ts';

interface StandInOptions extends InstantOptions {
  readonly job: string;
  readonly port: number;
  readonly day?: Day;
}

/** The port that the documentation names. */
const PORT = 4700;

const LARGEST_PORT = 65_535;

const EXAMPLES = `
Examples:
  $ hourlake stand-in --job podcasts                      Spotify, as of the last day that is over
  $ hourlake stand-in --job podcasts --day 2026-11-20     as of that day
  $ hourlake stand-in --job podcasts --port 4800

It prints what to set in another terminal, where "hourlake ingest" then captures from it. It listens on
the loopback interface only. Ctrl-C ends it.`;

/** `hourlake stand-in`: answers as the API of a job does, until Ctrl-C. */
export function standInCommand(context: Context): Command {
  return new Command('stand-in')
    .description(
      'answer on this machine as the API of a job does, to try the job without an account',
    )
    .addOption(new Option('--job <name>', 'the job whose API it is').makeOptionMandatory())
    .addOption(
      new Option('--port <n>', 'where it listens')
        .default(PORT)
        .argParser(parseCountUpTo(LARGEST_PORT, `Pass, for example, ${PORT}.`)),
    )
    .addOption(
      new Option(
        '--day <day>',
        'the day that the API shows (default: the last one that is over)',
      ).argParser(parseDay),
    )
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ job, port, now, day: asked }: StandInOptions) => {
      const standIn = standInFor(job);
      const day = asked ?? lastCompletePeriod('day', now ?? context.now());
      const open = await standIn.open({ day, port, now: context.now });
      try {
        const instant = asked === undefined ? undefined : periodEnd(day);
        await context.print(howToUse(standIn, { open, day, instant }));
        await aborted(context.signal);
      } finally {
        await open.close();
      }
    });
}

/** What to type in another terminal, where the environment says so. */
function howToUse(
  standIn: StandIn,
  {
    open: { origin },
    day,
    instant,
  }: {
    readonly open: OpenStandIn;
    readonly day: Day;
    /** The time that the commands have to be given; `undefined` where the clock's is right. */
    readonly instant: number | undefined;
  },
): string {
  const { origins, variables: needed } = standIn;
  const jobs = [...standIns].filter(([, other]) => other === standIn).map(([name]) => name);
  const variables = [
    ...needed.map((name) => `${name}=${STAND_IN_VALUE}`),
    `${environment.origins}='${origins.map((from) => `${from}=${origin}`).join(' ')}'`,
    ...(instant === undefined ? [] : [`${environment.now}=${new Date(instant).toISOString()}`]),
  ];
  return [
    `${origins.join(' and ')} as of ${day}, at ${origin}. Ctrl-C ends it.`,
    '',
    'In another terminal:',
    ...variables.map((variable) => `  export ${variable}`),
    `  npx hourlake ingest ${jobs.map((name) => `--job ${name}`).join(' ')}`,
    '',
  ].join('\n');
}

/** @throws InputError when nothing stands in for the API of the job. */
function standInFor(job: string): StandIn {
  const found = standIns.get(job);
  if (found !== undefined) return found;
  const names = [...standIns.keys()];
  throw new InputError({
    expected: 'a job with a stand-in for its API',
    got: JSON.stringify(job),
    advice: `${didYouMean(job, names)}Pass --job ${names.join(' or --job ')}.`,
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
