import { standIns } from '../../jobs/stand-ins.ts';
import type { Job } from '../../lib/model/job.ts';
import { periodAt, periodEnd } from '../../lib/model/period.ts';
import { type OpenStandIn, STAND_IN_VALUE, type StandIn } from '../../lib/model/stand-in.ts';
import { clockFrom } from '../clock-from.ts';
import type { Context } from '../context.ts';
import type { LandOptions } from '../land-jobs.ts';

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
    const inTime = withVariablesOf(needed, { ...context, now: clockFrom(context.now, now) });
    await tour(inTime, { ...options, now, origin: originsOf(opened) });
  } finally {
    for (const { close } of opened.values()) await close();
  }
}

type Tour = (context: Context, options: LandOptions) => Promise<void>;

/** The context with the variables that the jobs of stand-ins need. */
function withVariablesOf(needed: ReadonlySet<StandIn>, context: Context): Context {
  const names = [...needed].flatMap((standIn) => standIn.variables);
  return {
    ...context,
    environment: {
      ...context.environment,
      ...Object.fromEntries(names.map((name) => [name, STAND_IN_VALUE])),
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
