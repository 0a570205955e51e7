import { Command, Option } from 'commander';
import type { JobExamination } from '../../lib/doctor/examine.ts';
import { isWrong } from '../../lib/doctor/finding.ts';
import { InputError } from '../../lib/errors.ts';
import { isWithin } from '../../lib/model/period.ts';
import { printableLines } from '../../lib/printable.ts';
import type { Context } from '../context.ts';
import { FAILURE, INTERRUPTED } from '../exit-codes.ts';
import { making } from '../open/making.ts';
import { type ExaminationOptions, examineLake, listLake } from '../open/open-examination.ts';
import { openLake } from '../open/open-lake.ts';
import { nothingLanded } from '../open/open-lake-store.ts';
import { jobOptions } from '../options/job-options.ts';
import { lakeOptions } from '../options/lake-options.ts';
import { concurrencyOption, type MakingOptions, workersOption } from '../options/making-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { checkOrder, nowOption, parseHourOrDay } from '../options/time-options.ts';
import { withOptions } from '../options/with-options.ts';
import { toJson } from '../terminal/json.ts';
import { counted } from '../terminal/numbers.ts';

interface VerifyOptions extends ExaminationOptions, MakingOptions {
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ hourlake verify                                    every landed period of ./lake
  $ hourlake verify --from 2026-11-20 --to 2026-11-21  one day

Exit code 1: a period differs.`;

/** `hourlake verify`: makes each landed period again, and names every one whose bytes differ. */
export function verifyCommand(context: Context): Command {
  const command = new Command('verify')
    .description('make landed periods again and compare their SHA-256')
    .addOption(new Option('--from <hour>', 'first hour, or a day').argParser(parseHourOrDay))
    .addOption(
      new Option('--to <hour>', 'the hour (or day) before which to stop').argParser(parseHourOrDay),
    )
    .addOption(workersOption())
    .addOption(concurrencyOption())
    .addOption(jsonOption('verdicts'))
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: VerifyOptions) => {
      const { from, to } = options;
      if (from !== undefined && to !== undefined) checkOrder(from, to);
      const open = await openLake(context, options);
      const listed = await listLake(open, options, { catalogOf: () => undefined, jobs: [] });
      const { jobs } = await examineLake(context, listed, options, {
        ...(await making(context, open.store, options)),
        depth: 'bytes',
      });
      const landed = jobs.flatMap((job) =>
        job.landed.filter((period) => isWithin(period, options)),
      );
      for (const job of jobs) await verdict(context, job, options, open.store.name);
      if (landed.length === 0) throw nothingLanded(open.store, rangeOf(options));
    });
  return withOptions(command, [...jobOptions(), ...lakeOptions()]);
}

async function verdict(
  context: Context,
  examined: JobExamination,
  { json = false }: VerifyOptions,
  lake: string,
): Promise<void> {
  const { findings, looks, notReached } = examined;
  const unusable = findings.find((finding) => finding.kind === 'unusable');
  if (unusable !== undefined) throw unusableError(unusable.key, unusable.reason);
  if (looks.length + notReached.length === 0) return;
  await context.print(json ? asJson(examined, lake) : printableLines(asText(examined, lake)));
  if (looks.some(({ finding }) => finding !== undefined && isWrong(finding))) {
    context.exitWith(FAILURE);
  }
  if (notReached.length > 0) context.exitWith(INTERRUPTED);
}

function asText({ job, looks, notReached }: JobExamination, lake: string): string {
  const found = looks.flatMap(({ finding }) => finding ?? []);
  const wrong = found.filter(isWrong);
  const earlier = found.filter(({ kind }) => kind === 'earlier').length;
  const unparsed = found.filter(({ kind }) => kind === 'unparsed').length;
  const identical = looks.length - found.length;
  const kept = earlier > 0 ? `, ${earlier} made by an earlier version and not compared` : '';
  const old =
    unparsed > 0
      ? `, ${unparsed} not compared because what their rows came from is not in the lake`
      : '';
  const rest = notReached.length > 0 ? `, ${notReached.length} not looked at` : '';
  const lines = [
    `${job.name} in ${lake}: ${counted(identical, job.grain)} identical, ${wrong.length} not${kept}${old}${rest}.`,
    ...wrong.map(({ period, kind, key, reason }) => `  ${period} ${kind}: ${key}\n    ${reason}`),
  ];
  return `${lines.join('\n')}\n`;
}

function asJson(examined: JobExamination, lake: string): string {
  const { job, looks } = examined;
  const verdicts = looks.map(({ period, key, finding }) => {
    if (finding === undefined) return { period, key, status: 'identical' };
    const { kind, ...facts } = finding;
    return { ...facts, status: kind };
  });
  return toJson({ job: job.name, lake, verdicts });
}

function unusableError(key: string, reason: string): InputError {
  return new InputError({
    expected: `a declaration ${key} that says how its periods were made`,
    got: reason,
    advice: 'Run "hourlake doctor" to see what else is wrong.',
  });
}

function rangeOf({ from, to }: VerifyOptions): string {
  const parts = [
    from === undefined ? '' : ` from ${from}`,
    to === undefined ? '' : ` before ${to}`,
  ];
  return parts.join('');
}
