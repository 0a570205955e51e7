import { HOUR_MS, parseHour, periodStart } from '../lib/model/period.ts';
import { type Chance, chanceOf } from './chance.ts';
import { first, next } from './deployments.ts';
import { calendar } from './jobs/calendar.ts';
import { inboxJobs, timedJobs } from './jobs/simulated-jobs.ts';
import type { LakeKind, PlannedRun, Scenario } from './scenario.ts';

/** What an owner of files does in an inbox. */
export type OwnerAct = { readonly at: number; readonly name: string } & (
  | { readonly kind: 'drops'; readonly text: string }
  /** Writes a file in pieces. Waits this number of milliseconds before each piece. */
  | { readonly kind: 'writes'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'removes' }
);

interface Piece {
  readonly after: number;
  readonly text: string;
}

/** The same files in all worlds, so that what is made of them can be reused. */
const BEGIN = parseHour('2026-01-05T20');

/** Few names and few texts, so that files replace and repeat each other. */
const NAMES = ['a.txt', 'b.txt', 'c.txt', 'd.book'] as const;
const TEXTS = 24;

/** A program that writes to a file pauses for less than a run watches it. */
const LONGEST_PAUSE_MS = 1_500;

/** A book says when it is whole. */
const LONGEST_PAUSE_OF_BOOK_MS = 300_000;

/**
 * Draws the events of a world in which files are dropped into an inbox. Few other jobs run, so that
 * many such worlds can be simulated.
 */
export function inboxScenarioOf(seed: string): Scenario {
  const chance = chanceOf(seed, 'inbox scenario');
  const lake: LakeKind = chance.pick(['folder', 'folder', 'shared folder', 'bucket', 'bucket']);
  const from = periodStart(BEGIN);
  const to = from + chance.between(3, 12) * HOUR_MS;
  const machines = lake === 'folder' ? 1 : 2;
  const deployed = chance.happens(0.5) ? [first, next] : [first];
  const runs = begins(chance, from, to).map(
    (at, number): PlannedRun => ({
      name: `ingest-${number}`,
      at,
      deployment: chance.pick([first, deployed.at(-1) ?? first]),
      clockAhead: chance.happens(0.05) ? chance.between(-HOUR_MS, 72 * HOUR_MS) : 0,
      wants: { lookBack: 6 },
      machine: chance.below(machines),
      concurrency: chance.between(1, 4),
      stopAfter: chance.happens(0.05) ? chance.below(5_000) : undefined,
      faults: [],
    }),
  );
  return {
    lake,
    from,
    to,
    machines,
    deployed,
    jobs: chance.happens(0.1) ? [...timedJobs, ...inboxJobs] : [calendar, ...inboxJobs],
    runs,
    droppedTicks: 0,
    acts: actsOf(chance, runs, { from, to }),
  };
}

/** Runs minutes to hours apart, and often two at once. */
function begins(chance: Chance, from: number, to: number): number[] {
  const begun: number[] = [];
  for (let at = from; at < to; at += chance.between(5, 90) * 60_000) {
    begun.push(at);
    if (chance.happens(0.4)) begun.push(at + chance.below(chance.pick([50, 5_000])));
  }
  return begun;
}

/** Most happen while a run is at work. */
function actsOf(
  chance: Chance,
  runs: readonly PlannedRun[],
  { from, to }: Pick<Scenario, 'from' | 'to'>,
): OwnerAct[] {
  const count = chance.between(4, 24);
  return Array.from({ length: count }, () => {
    const run = runs[chance.below(runs.length)];
    const within = chance.pick([200, 3_000, 6_000, 20_000]);
    const at =
      run !== undefined && chance.happens(0.7)
        ? run.at + chance.below(within)
        : chance.between(from, to - HOUR_MS);
    return actAt(chance, at);
  }).sort((one, other) => one.at - other.at);
}

function actAt(chance: Chance, at: number): OwnerAct {
  const name = chance.pick(NAMES);
  const kind = chance.pick(['drops', 'drops', 'drops', 'drops', 'writes', 'removes'] as const);
  if (kind === 'removes') return { at, name, kind };
  const text = textOf(chance.below(TEXTS));
  if (kind === 'drops') return { at, name, kind, text };
  const longest = name.endsWith('.book') ? LONGEST_PAUSE_OF_BOOK_MS : LONGEST_PAUSE_MS;
  const pieces = piecesOf(text, chance.between(2, 5));
  return {
    at,
    name,
    kind,
    pieces: pieces.map((piece) => ({ after: chance.between(1, longest), text: piece })),
  };
}

/**
 * A text of lines. Some are refused as a whole, some have no line that fits or no line at all.
 *
 * @param number from 0
 */
export function textOf(number: number): string {
  const lines = [`${number} one`, `!${number} two`, `${number} three`, `!${number} four`];
  const kinds = [
    ['bad', ...lines],
    lines.filter((line) => line.startsWith('!')),
    lines.filter((line) => !line.startsWith('!')),
    number === 3 ? ['x'.repeat(2_100)] : [],
  ];
  const chosen = kinds[number % 8] ?? lines;
  return [...chosen, ...(number % 8 === 3 ? [] : ['end'])].map((line) => `${line}\n`).join('');
}

function piecesOf(text: string, count: number): string[] {
  const length = Math.ceil(text.length / count);
  const pieces = Array.from({ length: count }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  );
  return pieces.filter((piece, index) => index === 0 || piece !== '');
}
