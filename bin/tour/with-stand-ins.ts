import { standIns } from '../../jobs/stand-ins.ts';
import type { Job } from '../../lib/model/job.ts';
import { periodAt, periodEnd } from '../../lib/model/period.ts';
import type { OpenStandIn, StandIn } from '../../lib/model/stand-in.ts';
import type { Context } from '../context.ts';
import type { LandOptions } from '../land-jobs.ts';

/** What the secrets of a stand-in are: it accepts any text. */
const ANY_TEXT = 'anything';

/**
 * Tours jobs whose APIs have stand-ins: starts these as of the day that the jobs say, and lets the tour
 * take place when that day is over, whatever time it is. Other jobs are toured as they are.
 *
 * @param tour what is done with the context and the options of that time
 */
export async function withStandIns(
  context: Context,
  options: LandOptions,
  { jobs, tour }: { readonly jobs: readonly Job[]; readonly tour: Tour },
): Promise<void> {
  const [day] = jobs.flatMap((job) => job.tour?.day ?? []);
  if (day === undefined) return tour(context, options);
  const toured = periodAt('day', Date.parse(day));
  const needed = new Set(jobs.flatMap(({ name }) => standIns.get(name) ?? []));
  const opened = new Map<StandIn, OpenStandIn>();
  try {
    for (const standIn of needed) {
      opened.set(standIn, await standIn.open({ day: toured, now: context.now }));
    }
    const now = periodEnd(toured);
    await tour(inTimeOf(context, now, needed), { ...options, now, origin: originsOf(opened) });
  } finally {
    for (const { close } of opened.values()) await close();
  }
}

type Tour = (context: Context, options: LandOptions) => Promise<void>;

/** The context with a clock that begins at an instant, and with the secrets of stand-ins. */
function inTimeOf(context: Context, instant: number, needed: ReadonlySet<StandIn>): Context {
  const began = context.now();
  const secrets = [...needed].flatMap((standIn) => standIn.secrets);
  return {
    ...context,
    now: () => instant + context.now() - began,
    environment: {
      ...context.environment,
      ...Object.fromEntries(secrets.map((name) => [name, ANY_TEXT])),
    },
  };
}

/** What is asked in place of the origins that the stand-ins stand in for. */
function originsOf(opened: ReadonlyMap<StandIn, OpenStandIn>): ReadonlyMap<string, string> {
  return new Map(
    [...opened].flatMap(([{ origins }, { origin }]) =>
      origins.map((from): [string, string] => [from, origin]),
    ),
  );
}
