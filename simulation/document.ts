import { readFileSync, writeFileSync } from 'node:fs';
import { type BenchTable, markdownOf } from '../bench/tables/table.ts';
import { type Marks, withPart } from '../scripts/marked-part.ts';
import { apiSightings, inboxSightings, type Sighting, sightings } from './check/sightings.ts';
import { apiFaults, type Fault, faults } from './faults.ts';
import { apiWorlds, inboxWorlds, type KindOfWorlds } from './kinds-of-worlds.ts';
import type { Report } from './report.ts';

/** The document with the report. */
export const document = 'docs/reliability.md';

/** Returns the tables of a report by the name of their marks. */
export function tablesOf(report: Report, kind: KindOfWorlds): [string, BenchTable][] {
  if (kind === inboxWorlds) {
    return [
      ['inbox totals', withoutDays(report)],
      ['inbox sightings', sightingsTable(report, inboxSightings)],
      ['broken inboxes', brokenTable(report)],
    ];
  }
  if (kind === apiWorlds) {
    return [
      ['api totals', withoutDays(report)],
      ['api faults', faultsTable(report, apiFaults)],
      ['api sightings', sightingsTable(report, apiSightings)],
      ['broken apis', brokenTable(report)],
    ];
  }
  return [
    ['totals', totalsTable(report)],
    ['faults', faultsTable(report, faults)],
    ['sightings', sightingsTable(report, sightings)],
    ['broken worlds', brokenTable(report)],
  ];
}

/** Returns the document with the tables of a report. */
export function withReport(text: string, report: Report, kind: KindOfWorlds): string {
  return tablesOf(report, kind).reduce(
    (written, [name, table]) => withPart(written, marksOf(name), inMarkdown(table)),
    text,
  );
}

/** Writes the tables of a report into the document. */
export function writeDocument(report: Report, kind: KindOfWorlds): void {
  writeFileSync(document, withReport(readFileSync(document, 'utf8'), report, kind));
}

/** Formats a table like those of the benchmark, except that text columns are aligned left. */
function inMarkdown(table: BenchTable): string {
  const [head, , ...lines] = markdownOf(table).split('\n');
  const sides = table.columns.map((_, column) =>
    table.rows.every((cells) => /^[\d,*]*$/.test(cells[column] ?? '')) ? '--:' : '---',
  );
  return [head, `| ${sides.join(' | ')} |`, ...lines].join('\n');
}

function totalsTable(report: Report): BenchTable {
  const { landedBeforeQuiet } = report;
  return {
    columns: ['what', 'how many'],
    rows: [
      ...worldRows(report),
      ['periods landed, hours and days', inWords(report.periodsLanded)],
      ['of them days', inWords(report.daysLanded)],
      ['of them before the quiet run', inWords(landedBeforeQuiet)],
      ...runRows(report),
    ],
    notes: [digestNote(report)],
  };
}

/** The totals of worlds whose periods are mostly no days. */
function withoutDays(report: Report): BenchTable {
  return {
    columns: ['what', 'how many'],
    rows: [...worldRows(report), ...runRows(report)],
    notes: [digestNote(report)],
  };
}

function worldRows({ from, seeds, hours }: Report): string[][] {
  return [
    [`seeds, ${from} to ${from + seeds - 1}`, inWords(seeds)],
    ['days of lake time', inWords(Math.round(hours / 24))],
  ];
}

function runRows({ violations, singleFaults, ...report }: Report): string[][] {
  return [
    ['runs', inWords(report.runs)],
    ['of them ended well', inWords(report.endedWell)],
    ['of them failed, and said so', inWords(report.reported)],
    ['of them died', inWords(report.dead)],
    ['events', inWords(report.events)],
    ...(singleFaults === 0
      ? []
      : [['worlds in which one fault hit one call, and nothing else', inWords(singleFaults)]]),
    ['**violations**', `**${inWords(violations.length)}**`],
  ];
}

function digestNote({ digest }: Report): string {
  return `Digest of all traces: \`${digest.slice(0, 16)}\`.`;
}

function faultsTable(
  { faults: counts }: Report,
  shown: Readonly<Partial<Record<Fault, string>>>,
): BenchTable {
  return {
    columns: ['fault', 'how it is injected', 'times', 'run ended well', 'said so', 'died'],
    rows: Object.entries(shown).map(([fault, how]) => {
      const { times, well, reported, dead } = counts[fault as Fault] ?? NONE;
      const endings = well + reported + dead === 0 ? ['', '', ''] : [well, reported, dead];
      return [fault, how, inWords(times), ...endings.map((count) => inWords(count))];
    }),
  };
}

const NONE = { times: 0, well: 0, reported: 0, dead: 0 };

function sightingsTable(
  { sightings: counts }: Report,
  shown: Readonly<Partial<Record<Sighting, string>>>,
): BenchTable {
  return {
    columns: ['what was seen', 'times'],
    rows: Object.entries(shown).map(([sighting, what]) => [
      what,
      inWords(counts[sighting as Sighting] ?? 0),
    ]),
  };
}

function brokenTable({ caught }: Report): BenchTable {
  return {
    columns: ['what is broken', 'what the simulation says', 'seeds until then'],
    rows: caught.map(({ name, what, seed }) => [name, what, inWords(seed)]),
  };
}

function inWords(count: number | string): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function marksOf(name: string): Marks {
  return {
    begin: `<!-- ${name}: written by "npm run simulate" -->`,
    end: `<!-- end of ${name} -->`,
  };
}
