import { grouped } from '../../bin/terminal/numbers.ts';
import type { Results } from '../results.ts';
import { summaryOf } from '../statistics.ts';
import { megabytesOf, secondsOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Packages that a command does not need to land hours in a folder. */
const unwanted = /^(aws-cdk-lib|constructs|@duckdb\/.*|@aws-sdk\/.*|@smithy\/.*)$/;

/** Returns the table of start-up, install and planning. */
export function startTable({
  startUp,
  install,
  planning,
  amounts,
}: Results): BenchTable | undefined {
  const rows: string[][] = [];
  const notes: string[] = [];
  if (startUp !== undefined) {
    const { shipped, checkout, node, packages } = startUp;
    rows.push(
      ['`hourlake ingest` with nothing to do, as shipped', secondsOf(summaryOf(shipped))],
      ['the same from the checkout', secondsOf(summaryOf(checkout))],
      ['Node with an empty script', secondsOf(summaryOf(node))],
    );
    const loaded = packages.filter((name) => unwanted.test(name));
    notes.push(
      `Start-up: CPU time, user and system, of ${amounts.startUps} starts. \`ingest\` loads ${packages.map((name) => `\`${name}\``).join(', ')}: ${
        loaded.length === 0 ? 'no CDK, no DuckDB, no AWS SDK' : `**${loaded.join(', ')} too**`
      }.`,
    );
  }
  if (planning !== undefined) {
    const cpu = summaryOf(planning.repetitions.map((each) => each.cpu));
    const wall = summaryOf(planning.repetitions.map((each) => each.wall));
    rows.push([`planning a run over ${grouped(planning.hours)} landed hours`, secondsOf(cpu)]);
    notes.push(
      `Planning: CPU time to list a folder and plan a run, each in a new process. Wall-clock time: ${secondsOf(wall)}.`,
    );
  }
  if (install?.leftOut !== undefined)
    notes.push(`Left out: the production install, because ${install.leftOut}.`);
  else if (install !== undefined) {
    rows.push(['disk space of a production install', megabytesOf(install.bytes)]);
    const largest = install.largest.map(({ name, bytes }) => `${name} ${megabytesOf(bytes)}`);
    notes.push(`Largest packages of \`npm ci --omit=dev\`: ${largest.join(', ')}.`);
  }
  return rows.length === 0 ? undefined : { columns: ['measurement', 'result'], rows, notes };
}
