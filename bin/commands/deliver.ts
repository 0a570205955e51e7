import { Command, Option } from 'commander';
import { deliveryFailure } from '../../lib/deliver/delivery-failure.ts';
import type { DeliveryReport } from '../../lib/deliver/delivery-receipt.ts';
import { InputError } from '../../lib/errors.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Hour } from '../../lib/model/period.ts';
import type { Context } from '../context.ts';
import { deliverJobs, jobsByDatabase } from '../deliver-jobs.ts';
import { jobsInSight, keysOfLake, openLake } from '../open/open-lake.ts';
import { nothingLanded } from '../open/open-lake-store.ts';
import { warnOfPassword } from '../open/open-postgres.ts';
import type { JobOptions } from '../options/choose-jobs.ts';
import { environment } from '../options/environment.ts';
import { jobOptions } from '../options/job-options.ts';
import { type LakeOptions, lakeOptions } from '../options/lake-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { named } from '../options/parse-text.ts';
import { POSTGRES_EXAMPLE, passwordOption } from '../options/postgres-options.ts';
import { checkOrder, parseHourOrDay } from '../options/time-options.ts';
import { withOptions } from '../options/with-options.ts';

interface DeliverOptions extends JobOptions, LakeOptions {
  readonly to?: Ends;
  readonly passwordFrom?: string;
  readonly from?: Hour;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** The values of `--to`: a database, and the end of the range of time. It can be given twice, once for each. */
interface Ends {
  readonly database?: string;
  readonly hour?: Hour;
}

const EXAMPLES = `
Examples:
  $ hourlake deliver --to duckdb:./coop.duckdb             a file of DuckDB
  $ hourlake deliver --to postgres+embedded:./pg           a server for this command, data in ./pg
  $ hourlake deliver --to postgres://ana@localhost/coop    password: PGPASSWORD, or ~/.pgpass
  $ hourlake deliver --to file:postgres.url --job movimento
  $ hourlake deliver --to bigquery://my-project/coop       login: gcloud auth application-default login
  $ hourlake deliver --to env:DATABASE_URL --from 2026-11-20 --to 2026-11-21    one day

Each period is delivered exactly once, with its rows or not at all; run it again at any time. Tables are
created as they are declared, in PostgreSQL with their keys. A job brings along the jobs that its rows refer to.

Exit code 1: a period failed; with --check also: one was changed in the lake after it was delivered.`;

/** `hourlake deliver`: delivers landed periods to PostgreSQL, BigQuery or a file of DuckDB, each exactly once. */
export function deliverCommand(context: Context): Command {
  const command = new Command('deliver')
    .description('deliver landed periods to PostgreSQL, BigQuery or DuckDB, each exactly once')
    .addOption(
      new Option(
        '--to <database>',
        `postgres://user@host/database, postgres+embedded:./folder, bigquery://project/dataset, duckdb:./file, or where the URL is kept, such as env:NAME (default: ${environment.postgres}); with an hour or a day: before which to stop`,
      ).argParser(parseEnd),
    )
    .addOption(new Option('--from <hour>', 'first hour, or a day').argParser(parseHourOrDay))
    .addOption(passwordOption())
    .addOption(new Option('--check', 'compare what was delivered before with the lake'))
    .addOption(jsonOption('receipts'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: DeliverOptions) => {
      const { from, to: { hour: to, database } = {} } = options;
      if (from !== undefined && to !== undefined) checkOrder(from, to);
      warnOfPassword(context, database);
      const open = await openLake(context, options);
      const sight = await jobsInSight(options, await keysOfLake(open.store));
      // Rejected rows are raw: they are delivered only when their job is named.
      const jobs = sight.filter(
        ({ name, layer }) => layer !== 'rejects' || options.job?.includes(name),
      );
      const { passwordFrom, check: checks = false, json = false } = options;
      const reports: DeliveryReport[] = [];
      for (const [place, ofPlace] of databasesOf(context, database, jobs)) {
        const asked = { database: place, passwordFrom, jobs: ofPlace, span: { from, to }, checks };
        reports.push(...(await deliverJobs(context, open, { ...asked, json })));
      }
      if (reports.length === 0) throw nothingLanded(open.store);
      const failure = deliveryFailure(reports);
      if (failure !== undefined) throw failure;
    });
  return withOptions(command, [...jobOptions(), ...lakeOptions()]);
}

function parseEnd(text: string, before: Ends = {}): Ends {
  if (/^\d/.test(text)) return { ...before, hour: parseHourOrDay(text) };
  return { ...before, database: named(POSTGRES_EXAMPLE, text) };
}

/**
 * The databases, and what is delivered to each: all jobs to the one that is named, or else each where it
 * says.
 *
 * @throws InputError when no database is named.
 */
function databasesOf(
  { environment: variables }: Context,
  asked: string | undefined,
  jobs: readonly Job[],
): ReadonlyMap<string, readonly Job[]> {
  const database = asked ?? (variables[environment.postgres] || undefined);
  if (database !== undefined) return new Map([[database, jobs]]);
  const places = jobsByDatabase(jobs);
  if (places.size > 0) return places;
  throw new InputError({
    expected: '--to with a database, such as --to postgres://user@host/database',
    got: 'none, and no job that says where it is delivered to',
    advice:
      'Without a server at hand, use --to duckdb:./lake.duckdb or --to postgres+embedded:./pg.',
  });
}
