import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { sourceOfJob } from '../../jobs/source-kinds.ts';
import { type Verdict, verify } from '../../lib/doctor/verify.ts';
import { takeInventory } from '../../lib/lake/inventory.ts';
import { type Hour, isWithin } from '../../lib/model/period.ts';
import { printableLines } from '../../lib/printable.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import { INTERRUPTED } from '../exit-codes.ts';
import { makingOfHours } from '../open/making-of-hours.ts';
import { nothingLanded, openLakeStore } from '../open/open-lake.ts';
import { chooseJobs, isOutOfSight } from '../options/choose-jobs.ts';
import {
  checkOrder,
  concurrencyOption,
  type JobOptions,
  jobOption,
  jsonOption,
  type LakeOptions,
  lakeOptions,
  type MakingOptions,
  parseHourOrDay,
  sourceOptions,
  withOptions,
  workersOption,
} from '../options/options.ts';
import { toJson } from '../terminal/json.ts';
import { counted } from '../terminal/numbers.ts';
import { showProgress } from '../terminal/progress.ts';

interface VerifyCommandOptions extends JobOptions, LakeOptions, MakingOptions {
  readonly from?: Hour;
  readonly to?: Hour;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ hourlake verify                                    every landed hour of ./lake
  $ hourlake verify --from 2026-11-20 --to 2026-11-21  one day

Verify with the seed and the settings the lake was filled with. Exit code 1: an hour differs.`;

/** `hourlake verify`: regenerates each landed hour, and names every one whose bytes differ. */
export function verifyCommand(context: Context): Command {
  const command = new Command('verify')
    .description('regenerate landed hours and compare their SHA-256')
    .addOption(new Option('--from <hour>', 'first hour, or a day').argParser(parseHourOrDay))
    .addOption(
      new Option('--to <hour>', 'the hour (or day) before which to stop').argParser(parseHourOrDay),
    )
    .addOption(jobOption())
    .addOption(workersOption())
    .addOption(concurrencyOption())
    .addOption(jsonOption('verdicts'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: VerifyCommandOptions) => {
      const { from, to } = options;
      if (from !== undefined && to !== undefined) checkOrder(from, to);
      const store = await openLakeStore(context, options);
      for (const job of chooseJobs(jobs, options)) {
        const { landed } = await takeInventory(store, job.prefix);
        const hours = landed.filter((hour) => isWithin(hour, options));
        if (isOutOfSight(job, hours, options)) continue;
        if (hours.length === 0) throw nothingLanded(store, rangeOf(options));
        const progress = showProgress(context.progress, {
          label: job.name,
          total: hours.length,
          now: context.now,
        });
        const source = sourceOfJob(job);
        const verdicts = await verify(
          { source, store, prefix: job.prefix, hours },
          {
            ...makingOfHours(context, { job, source }, options),
            signal: context.signal,
            onVerdict: ({ hour, status }) => progress.advance(0, `${hour} ${status}`),
          },
        ).finally(progress.stop);
        await context.print(
          options.json
            ? toJson({ job: job.name, lake: store.name, verdicts })
            : printableLines(report(store, job.name, verdicts, hours.length)),
        );
        if (verdicts.some(({ status }) => status !== 'identical')) context.exitWith(1);
        if (verdicts.length < hours.length) context.exitWith(INTERRUPTED);
      }
    });
  return withOptions(command, [...lakeOptions(), ...sourceOptions()]);
}

function rangeOf({ from, to }: VerifyCommandOptions): string {
  const parts = [
    from === undefined ? '' : ` from ${from}`,
    to === undefined ? '' : ` before ${to}`,
  ];
  return parts.join('');
}

function report(store: Store, job: string, verdicts: readonly Verdict[], wanted: number): string {
  const wrong = verdicts.filter(({ status }) => status !== 'identical');
  const identical = verdicts.length - wrong.length;
  const rest = wanted - verdicts.length;
  const lines = [
    `${job} in ${store.name}: ${counted(identical, 'hour')} identical, ${wrong.length} not${
      rest > 0 ? `, ${rest} not looked at` : ''
    }.`,
    ...wrong.map(({ hour, key, status, reason }) => `  ${hour} ${status}: ${key}\n    ${reason}`),
  ];
  return `${lines.join('\n')}\n`;
}
