import { grouped } from '../../bin/terminal/numbers.ts';
import type { Results } from '../results.ts';
import { summaryOf } from '../statistics.ts';
import { megabytesOf, secondsOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Packages that a command which lands hours in a folder has no use for. */
const unwanted = /^(aws-cdk-lib|constructs|@duckdb\/.*|@aws-sdk\/.*|@smithy\/.*)$/;

/** What starting, installing and planning take. */
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
      ['`hourlake ingest`, nothing to do, as shipped', secondsOf(summaryOf(shipped))],
      ['the same from the checkout', secondsOf(summaryOf(checkout))],
      ['Node with an empty script', secondsOf(summaryOf(node))],
    );
    const loaded = packages.filter((name) => unwanted.test(name));
    notes.push(
      `Starts: processor time, user and system, of ${amounts.startUps} starts. \`ingest\` loads ${packages.map((name) => `\`${name}\``).join(', ')}: ${
        loaded.length === 0 ? 'no CDK, no DuckDB, no SDK of AWS' : `**${loaded.join(', ')} too**`
      }.`,
    );
  }
  if (planning !== undefined) {
    const cpu = summaryOf(planning.repetitions.map((each) => each.cpu));
    const wall = summaryOf(planning.repetitions.map((each) => each.wall));
    rows.push([`planning over ${grouped(planning.hours)} landed hours`, secondsOf(cpu)]);
    notes.push(
      `Planning: processor time of listing a folder and planning over it, a new process each; by the clock ${secondsOf(wall)}.`,
    );
  }
  if (install?.leftOut !== undefined) notes.push(`Left out: the install; ${install.leftOut}`);
  else if (install !== undefined) {
    rows.push(['production install, on disk', megabytesOf(install.bytes)]);
    const largest = install.largest.map(({ name, bytes }) => `${name} ${megabytesOf(bytes)}`);
    notes.push(`Largest in \`npm ci --omit=dev --omit=optional\`: ${largest.join(', ')}.`);
  }
  return rows.length === 0 ? undefined : { columns: ['what', 'takes'], rows, notes };
}
