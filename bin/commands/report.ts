import { isAbsolute, relative, sep } from 'node:path';
import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import type { Statement } from '../../lib/engines/statement.ts';
import { InputError } from '../../lib/errors.ts';
import { DAY_MS } from '../../lib/model/calendar-date.ts';
import { periodAt } from '../../lib/model/period.ts';
import { loadPlotter } from '../../lib/report/charts/plot.ts';
import { gatherFacts } from '../../lib/report/gather/gather-facts.ts';
import { REPORT_MARK } from '../../lib/report/page/page.ts';
import { renderReport } from '../../lib/report/render-report.ts';
import type { LakeFacts } from '../../lib/report/report-facts.ts';
import { type ReportLanguage, reportLanguages } from '../../lib/report/texts/texts.ts';
import type { Context } from '../context.ts';
import { lakePlace } from '../open/lake-place.ts';
import { duckDbOptions, openLocalCatalog } from '../open/open-engine.ts';
import { examineLake, listLake } from '../open/open-examination.ts';
import { openLake } from '../open/open-lake.ts';
import { openQueries } from '../open/open-queries.ts';
import type { JobOptions } from '../options/choose-jobs.ts';
import { duckDbExtensionsOption } from '../options/duckdb-options.ts';
import { jobOptions } from '../options/job-options.ts';
import { type LakeOptions, lakeOptions } from '../options/lake-options.ts';
import { chosen, named, parseCountUpTo } from '../options/parse-text.ts';
import { type InstantOptions, nowOption } from '../options/time-options.ts';
import { typedCommand } from '../options/typed-command.ts';
import { withOptions } from '../options/with-options.ts';
import { packageVersion } from '../package-version.ts';
import { checkReplaced, type ReplacedFile, replaceFile } from '../report/replace-file.ts';
import { inBytes } from '../terminal/numbers.ts';
import { showProgress } from '../terminal/progress.ts';

interface ReportOptions extends JobOptions, LakeOptions, InstantOptions {
  readonly out: string;
  readonly lang: ReportLanguage;
  readonly days: number;
  readonly open?: boolean;
  readonly duckdbExtensions?: string;
}

/** The name of standard output, as other programs have it. */
const STANDARD_OUTPUT = '-';

/** Ten years. */
const MOST_DAYS = 3653;

/** Saved queries whose rows are rules, by the job whose table they check. */
const RULES: ReadonlyMap<string, string> = new Map([['fake-accounts', 'data-quality']]);

/**
 * Options that the foot of the report does not repeat: it may be published, and they name an account or a folder of
 * this machine, or are of this run only.
 */
const NOT_REPEATED = new Set(['now', 'open', 'key', 'bucketOwner', 'duckdbExtensions']);

const EXAMPLES = `
Examples:
  $ hourlake report                            ./report.html about ./lake
  $ hourlake report --out lake.html --open     and opens it
  $ hourlake report --lang pt --job vendas     in Portuguese, about one job
  $ hourlake report --out - | gzip > r.gz      to standard output

The report is one HTML file without scripts. It only reads the lake. See docs/report.md.`;

/** `hourlake report`: one HTML file about a lake, for people to look at. */
export function reportCommand(context: Context): Command {
  const command = new Command('report')
    .description('write one HTML file about the lake: freshness, gaps, charts, rules, rejects')
    .addOption(
      new Option(
        '--out <file>',
        'the file, which replaces an earlier report; - for standard output',
      )
        .default('report.html')
        .argParser((text) => named('a file, such as report.html', text)),
    )
    .addOption(
      new Option('--lang <language>', 'language of the report')
        .choices(reportLanguages)
        .default('en' satisfies ReportLanguage)
        .argParser((text) => chosen('a language', text, reportLanguages)),
    )
    .addOption(
      new Option('--days <n>', 'days whose footers and quality rules are checked')
        .default(7)
        .argParser(
          parseCountUpTo(MOST_DAYS, 'Gaps, rows and distributions are of the whole lake anyway.'),
        ),
    )
    .addOption(new Option('--open', 'open the file when it is written'))
    .addOption(duckDbExtensionsOption())
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action((options: ReportOptions) =>
      report(
        context,
        options,
        typedCommand(command, { without: NOT_REPEATED, withEnvironment: true }),
      ),
    );
  return withOptions(command, [...jobOptions(), ...lakeOptions()]);
}

async function report(context: Context, options: ReportOptions, again: string): Promise<void> {
  const { out, lang } = options;
  const file = fileOf(context, options);
  if (file !== undefined) await checkReplaced(file);
  // Before anything is read: it may not be installed.
  await loadPlotter();
  const facts = await factsOf(context, options, again);
  context.signal.throwIfAborted();
  const text = await renderReport(facts, lang);
  if (file === undefined) {
    await context.print(text);
    return;
  }
  await replaceFile(file, text);
  await context.print(`Wrote ${out} (${inBytes(Buffer.byteLength(text))}).\n`);
  if (options.open === true) await context.openFile(file.path);
}

/** `undefined` for standard output. */
function fileOf(
  context: Context,
  { out, open = false, ...options }: ReportOptions,
): ReplacedFile | undefined {
  if (out === STANDARD_OUTPUT) {
    if (!open) return undefined;
    throw new InputError({
      expected: '--open together with a file',
      got: '--out -',
      advice: 'Name a file with --out, or leave --open out.',
    });
  }
  const path = context.resolvePath(out);
  const { url, root } = lakePlace(context, options);
  if (url.kind === 'folder' && isWithin(root, path)) {
    throw new InputError({
      expected: 'a file outside of the lake',
      got: out,
      advice: 'A report only reads the lake. Name a file elsewhere with --out.',
    });
  }
  return { path, name: out, mark: REPORT_MARK };
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function factsOf(
  context: Context,
  options: ReportOptions,
  command: string,
): Promise<LakeFacts> {
  const place = lakePlace(context, options);
  const madeAt = options.now ?? context.now();
  const { days } = options;
  const tables = await openLocalCatalog(context, options, place);
  const open = await openLake(context, options);
  const examined = await listLake(open, options, { catalogOf: () => undefined, jobs: [] });
  const listed = await examineLake(context, examined, options, { depth: 'listing' });
  const from = periodAt('hour', Math.max(0, madeAt - days * DAY_MS));
  const looked = await examineLake(
    context,
    examined,
    { ...options, from },
    { depth: 'footers', concurrency: 8, showsProgress: false },
  );
  const total = listed.jobs.filter(({ job }) => job.layer !== 'rejects').length;
  const work = { label: 'report', unit: 'job', total, now: context.now };
  const progress = showProgress(context.progress, work);
  return gatherFacts({
    ...{ store: open.store, root: place.root, jobs, listed, looked, tables },
    ...{ version: packageVersion(), madeAt, command, days },
    duckDb: await duckDbOptions(context, options, place),
    rules: await rulesOf(context),
    signal: context.signal,
    onJob: ({ name, counts }) => progress.advance(counts.rows, name),
  }).finally(progress.stop);
}

async function rulesOf(context: Context): Promise<ReadonlyMap<string, Statement>> {
  const queries = await openQueries(context);
  return new Map(
    [...RULES].flatMap(([job, name]) => {
      const query = queries.find((each) => each.name === name);
      return query === undefined ? [] : [[job, query] as const];
    }),
  );
}
