import { parseArgs } from 'node:util';
import { plainOf } from '../bench/tables/table.ts';
import { typed } from '../bench/typed.ts';
import { type Breakage, WHOLE } from './broken/breakage.ts';
import { catchBreakage } from './catch-breakage.ts';
import { tablesOf, writeDocument } from './document.ts';
import { everyFaultAtEveryCall } from './every-fault.ts';
import { apiWorlds, inboxWorlds, type KindOfWorlds, lakeWorlds } from './kinds-of-worlds.ts';
import {
  brokenPromises,
  type Caught,
  noReport,
  type Report,
  readReport,
  withOutcome,
  writeReport,
} from './report.ts';
import { type Outcome, simulate } from './simulate.ts';

const HELP = `npm run simulate -- --seeds 10000            simulates this number of worlds (default: 200)
npm run simulate -- --seeds 500 --from 2000  starts at this seed (default: 1)
npm run simulate -- --seed 7                 repeats one world exactly
npm run simulate -- --seed 7 --trace         repeats it and prints every event
npm run simulate -- --seeds 10000 --write    writes the results and docs/reliability.md
npm run simulate -- --broken overwrites      simulates worlds with this deliberate defect
npm run simulate -- --tables                 writes the document from the last results without simulating
npm run simulate -- --inbox                  the same for worlds in which files are dropped into an inbox
npm run simulate -- --api                    the same for worlds in which jobs capture what an API shows
`;

/** Milliseconds between progress reports. */
const PROGRESS_MS = 5_000;

/** Number of seeds to try for each defect. */
const SEEDS_FOR_BREAKAGE = 500;

const options = typed(() => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
      broken: { type: 'string' },
      write: { type: 'boolean', default: false },
      inbox: { type: 'boolean', default: false },
      api: { type: 'boolean', default: false },
      tables: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const kind = kindOf(values);
  return {
    ...values,
    kind,
    seeds: count('--seeds', values.seeds),
    from: count('--from', values.from),
    seed: values.seed === undefined ? undefined : count('--seed', values.seed),
    world: values.broken === undefined ? WHOLE : breakageNamed(values.broken, kind),
  };
});

const { kind, world: broken } = options;

if (options.help) process.stdout.write(HELP);
else if (options.tables) writeDocument(readReport(kind), kind);
else if (options.seed === undefined) await many(options.from, options.seeds);
else await one(options.seed);

async function one(seed: number): Promise<void> {
  const tell = options.trace ? (line: string) => process.stdout.write(`${line}\n`) : undefined;
  const outcome = await simulate(seed, {
    broken,
    scenario: kind.scenarioOf(String(seed)),
    ...(tell && { tell }),
  });
  const { violation, digest, periodsLanded, runs, events } = outcome;
  process.stdout.write(
    `seed ${seed}: ${periodsLanded} periods landed by ${runs} runs in ${events} events; digest ${digest}\n`,
  );
  if (violation !== undefined) showViolation(outcome);
}

async function many(from: number, seeds: number): Promise<void> {
  let report = noReport(from);
  let told = performance.now();
  for (let seed = from; seed < from + seeds; seed += 1) {
    const outcome = await simulate(seed, { broken, scenario: kind.scenarioOf(String(seed)) });
    report = withOutcome(report, outcome);
    if (outcome.violation !== undefined) showViolation(outcome);
    if (performance.now() - told > PROGRESS_MS) {
      told = performance.now();
      say(report, seeds);
    }
  }
  say(report, seeds);
  if (options.write) report = await withMore(report);
  for (const [, table] of tablesOf(report, kind)) {
    if (table.rows.length > 0) process.stdout.write(`${plainOf(table)}\n\n`);
  }
  process.stdout.write(
    `Repeat this with: npm run simulate --${kind.option} --from ${from} --seeds ${seeds}\n`,
  );
  if (!options.write || broken !== WHOLE) return;
  writeReport(report, kind);
  writeDocument(report, kind);
}

/** Adds the results of single faults and of deliberate defects to a report. */
async function withMore(report: Report): Promise<Report> {
  let { violations, singleFaults } = report;
  for (const single of kind.singles) {
    process.stderr.write(`every fault at every call: ${Object.values(single).join(' ')}\n`);
    const every = await everyFaultAtEveryCall(single);
    singleFaults += every.worlds;
    violations = [...violations, ...every.violations.flatMap(brokenPromises)];
  }
  return { ...report, violations, singleFaults, caught: await breakEverything() };
}

async function breakEverything(): Promise<Caught[]> {
  const caught: Caught[] = [];
  for (const broken of kind.breakages) {
    process.stderr.write(`deliberate defect: ${broken.name}\n`);
    const outcome = await catchBreakage(broken, {
      most: SEEDS_FOR_BREAKAGE,
      scenarioOf: kind.scenarioOf,
    });
    const { seed, violation } = outcome ?? {};
    if (seed === undefined || violation === undefined) {
      throw new Error(`${SEEDS_FOR_BREAKAGE} seeds did not detect "${broken.name}"`);
    }
    caught.push({ name: broken.name, seed, what: violation.what });
  }
  return caught;
}

function showViolation({ seed, violation }: Outcome): void {
  process.exitCode = 1;
  process.stdout.write(
    [
      ...(violation?.last ?? []),
      `VIOLATION in the world of seed ${seed}: ${violation?.what}: ${violation?.where}`,
      `Replay it with: npm run simulate --${kind.option} --seed ${seed} --trace${broken === WHOLE ? '' : ` --broken '${options.broken}'`}`,
      '',
    ].join('\n'),
  );
}

function kindOf({ inbox, api }: { inbox: boolean; api: boolean }): KindOfWorlds {
  if (api) return apiWorlds;
  return inbox ? inboxWorlds : lakeWorlds;
}

function breakageNamed(part: string, { breakages }: KindOfWorlds): Breakage {
  const found = breakages.find(({ name }) => name.includes(part));
  if (found !== undefined) return found;
  const names = breakages.map(({ name }) => `\n  ${name}`).join('');
  throw new Error(
    `Expected part of the name of a defect, got ${JSON.stringify(part)}. The defects are:${names}`,
  );
}

function say({ seeds, periodsLanded, dead, violations }: Report, all: number): void {
  process.stderr.write(
    `${seeds} of ${all} seeds, ${periodsLanded} periods landed, ${dead} runs killed, ${violations.length} violations\n`,
  );
}

function count(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(
    `Expected a whole number from 1 to 999999999, got ${JSON.stringify(text)}. Pass, for example, ${option} 500.`,
  );
}
