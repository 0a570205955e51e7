import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { InputError } from '../../lib/errors.ts';
import { parseKey } from '../../lib/lake/object-key.ts';
import type { Job } from '../../lib/model/job.ts';
import { lastCompletePeriod } from '../../lib/model/period.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import { openCatalog } from '../open/open-catalog.ts';
import { openLakeStore } from '../open/open-lake.ts';
import { chooseJobs } from '../options/choose-jobs.ts';
import {
  checkOrder,
  concurrencyOption,
  databaseOption,
  jobOption,
  jsonOption,
  lakeOptions,
  nowOption,
  parseHourOrDay,
  sourceOptions,
  withOptions,
  workersOption,
} from '../options/options.ts';
import { type DoctorOptions, type Patient, visitJob } from '../report/doctor-visit.ts';
import { quoted } from '../report/doctor-words.ts';

/** Options that say what to do, not with what: advice has its own. */
const NOT_REPEATED = new Set(['json', 'now', 'quick', 'repair', 'replace']);

const EXAMPLES = `
Examples:
  $ hourlake doctor                      look at every hour of ./lake, and change nothing
  $ hourlake doctor --quick              the same without comparing bytes
  $ hourlake doctor --repair             land missing hours, remove leftovers, mend the catalog
  $ hourlake doctor --repair --replace   also land the generator's bytes over those that differ
  $ hourlake doctor --lake s3://my-lake --database hourlake --json | jq .findings

Examine with the seed and the settings the lake was filled with. Foreign files are never touched.

Exit codes: 0 all is well, or mended; 3 something is wrong; 1 the doctor could not look, or not at
everything; 2 the command was wrong; 130 Ctrl-C.`;

/** `hourlake doctor`: says what is wrong with a lake and what to do, and mends what can be mended. */
export function doctorCommand(context: Context): Command {
  const command = new Command('doctor')
    .description('say what is wrong with a lake and what to do; mend it with --repair')
    .addOption(new Option('--from <hour>', 'first hour, or a day').argParser(parseHourOrDay))
    .addOption(
      new Option('--to <hour>', 'the hour (or day) before which to stop').argParser(parseHourOrDay),
    )
    .addOption(new Option('--quick', 'read footers alone: no bytes are compared'))
    .addOption(new Option('--repair', 'mend what can be mended without overwriting anything'))
    .addOption(new Option('--replace', 'with --repair: overwrite corrupt and different hours too'))
    .addOption(databaseOption('Glue database to compare with the lake (s3:// lakes)'))
    .addOption(jobOption())
    .addOption(workersOption())
    .addOption(concurrencyOption())
    .addOption(jsonOption('findings, and receipts of repairs,'))
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: DoctorOptions) => {
      checkOptions(options);
      const store = await openLakeStore(context, options);
      const patients = await patientsOf(store, options);
      const keys: string[] = [];
      for await (const key of store.list('')) keys.push(key);
      const leftovers = await store.leftovers();
      const last = lastCompletePeriod('hour', options.now ?? context.now());
      const again = (flags: string) => commandLine(command, flags);
      let code = 0;
      for (const patient of patients) {
        const visit = { ...patient, store, keys, leftovers, last, options, again };
        code = Math.max(code, await visitJob(context, visit));
        if (context.signal.aborted) break;
      }
      context.exitWith(code);
    });
  return withOptions(command, [...lakeOptions(), ...sourceOptions()]);
}

/** @throws InputError when the options contradict each other. */
function checkOptions({ from, to, quick, repair, replace }: DoctorOptions): void {
  if (from !== undefined && to !== undefined) checkOrder(from, to);
  if (!replace || (repair && !quick)) return;
  throw new InputError({
    expected: repair ? '--replace without --quick' : '--replace together with --repair',
    got: repair ? 'both' : 'it alone',
    advice: repair
      ? 'An object is replaced only when its bytes have been compared: leave --quick out.'
      : 'Pass both to overwrite hours that are corrupt or different, or neither to look only.',
  });
}

/**
 * The jobs to look at, with what their catalogs know: asked before the lake is listed, so that an
 * hour that lands meanwhile never seems to be a partition that points nowhere.
 */
async function patientsOf(store: Store, options: DoctorOptions): Promise<Patient[]> {
  const catalogOf = await openCatalog(options);
  const patients: Patient[] = [];
  for (const job of chooseJobs(jobs, options)) {
    // Nobody asked for a truth that is not there, nor has it a table then.
    if (job.truthOf !== undefined && options.job === undefined && !(await hasHours(store, job))) {
      continue;
    }
    const catalog = catalogOf(job);
    const registered =
      catalog === undefined
        ? {}
        : { registered: { catalog, partitions: await catalog.partitions() } };
    patients.push({ job, ...registered });
  }
  return patients;
}

async function hasHours(store: Store, { prefix }: Job): Promise<boolean> {
  for await (const key of store.list(prefix)) if (parseKey(prefix, key) !== undefined) return true;
  return false;
}

/** `hourlake doctor` with these flags and the options that were typed, for a person to run. */
function commandLine(command: Command, flags: string): string {
  const typed = command.options.filter((option) => {
    const name = option.attributeName();
    const isGiven = command.getOptionValueSource(name) === 'cli' && !NOT_REPEATED.has(name);
    return isGiven && !flags.split(' ').includes(option.long ?? '');
  });
  const options = typed.map(
    (option) => `${option.long} ${quoted(String(command.getOptionValue(option.attributeName())))}`,
  );
  return ['hourlake doctor', flags, ...options].filter((part) => part !== '').join(' ');
}
