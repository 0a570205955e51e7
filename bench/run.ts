import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { full, quick } from './amounts.ts';
import type { Bench } from './bench.ts';
import { compile } from './compiled.ts';
import { tablesOf, writeDocument } from './document.ts';
import { machine } from './machine.ts';
import { api } from './parts/api.ts';
import { bigQuery } from './parts/bigquery.ts';
import { contract } from './parts/contract.ts';
import { dailyFiles } from './parts/daily-files.ts';
import { delivery } from './parts/delivery.ts';
import { exportPart } from './parts/export.ts';
import { inbox } from './parts/inbox.ts';
import { install } from './parts/install.ts';
import { memory } from './parts/memory.ts';
import { mock } from './parts/mock.ts';
import { movements } from './parts/movements.ts';
import { planning } from './parts/planning.ts';
import { report } from './parts/report.ts';
import { rowsPerSecond } from './parts/rows-per-second.ts';
import { scaling } from './parts/scaling.ts';
import { spark } from './parts/spark.ts';
import { startUp } from './parts/start-up.ts';
import { type Measurements, type Results, readResults, writeResults } from './results.ts';
import { say } from './say.ts';
import { plainOf } from './tables/table.ts';
import { typed } from './typed.ts';

const HELP = `npm run bench                    measures everything and writes the results and the document
npm run bench -- --quick         runs everything once with small amounts as a check; writes nothing
npm run bench -- --only <part>   measures one part; writes nothing. Parts: PARTS
npm run bench -- --only <part> --write
                                 measures one part, and writes it beside the others of the last run
npm run bench -- --tables        writes the document from the last results without measuring
`;

type Part = keyof Measurements;

const parts: { readonly [P in Part]-?: (bench: Bench) => Promise<Measurements> } = {
  rows: async (bench) => ({ rows: await rowsPerSecond(bench) }),
  scaling: async (bench) => ({ scaling: await scaling(bench) }),
  memory: async (bench) => ({ memory: await memory(bench) }),
  startUp: async (bench) => ({ startUp: await startUp(bench) }),
  install: async (bench) => ({ install: install(bench) }),
  planning: async (bench) => ({ planning: await planning(bench) }),
  mock: async (bench) => ({ mock: await mock(bench) }),
  contract: async (bench) => ({ contract: await contract(bench) }),
  inbox: async (bench) => ({ inbox: await inbox(bench) }),
  api: async (bench) => ({ api: await api(bench) }),
  bigquery: async (bench) => ({ bigquery: await bigQuery(bench) }),
  dailyFiles: async (bench) => ({ dailyFiles: await dailyFiles(bench) }),
  movements: async (bench) => ({ movements: await movements(bench) }),
  delivery: async (bench) => ({ delivery: await delivery(bench) }),
  export: async (bench) => ({ export: await exportPart(bench) }),
  report: async (bench) => ({ report: await report(bench) }),
  spark: async (bench) => ({ spark: await spark(bench) }),
};

const options = typed(() => {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      write: { type: 'boolean', default: false },
      tables: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.only === undefined || values.only in parts) return values;
  throw new Error(
    `Expected a part, got ${JSON.stringify(values.only)}. Use one of ${Object.keys(parts).join(', ')}.`,
  );
});

type Options = typeof options;

if (options.help) process.stdout.write(HELP.replace('PARTS', Object.keys(parts).join(', ')));
else if (options.tables) writeDocument(readResults());
else await bench(options);

async function bench({ only, quick: isQuick, write }: Options): Promise<void> {
  const wanted = Object.entries(parts).filter(([name]) => only === undefined || name === only);
  const here = machine();
  const amounts = isQuick ? quick : full;
  say('compiling');
  const compiled = compile();
  const scratch = mkdtempSync(join(tmpdir(), 'hourlake-bench-'));
  // Files that a killed process leaves in the temporary folder are removed with it.
  Object.assign(process.env, { TMPDIR: scratch, TEMP: scratch });
  process.on('exit', () => {
    for (const folder of [compiled.folder, scratch])
      rmSync(folder, { recursive: true, force: true });
  });
  process.once('SIGINT', () => process.exit(130));

  let measured: Measurements = {};
  for (const [, measure] of wanted) {
    measured = { ...measured, ...(await measure({ amounts, compiled, scratch })) };
  }
  const day = new Date().toISOString().slice(0, 10);
  const results: Results = { day, machine: here, amounts, ...measured };
  for (const [, table] of tablesOf(results)) process.stdout.write(`${plainOf(table)}\n\n`);
  if (isQuick || (only !== undefined && !write)) return;
  const complete = only === undefined ? results : { ...readResults(), ...measured };
  writeResults(complete);
  writeDocument(complete);
}
