import { counted, grouped } from '../../bin/terminal/numbers.ts';
import type { CapturedDay, Spent } from '../parts/api.ts';
import type { Results } from '../results.ts';
import { summaryOf } from '../statistics.ts';
import { megabytesOf, perSecondOf, secondsOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Returns the table of a day of an API that is captured and landed. */
export function apiTable({ api }: Results): BenchTable | undefined {
  const [day] = api?.days ?? [];
  if (api === undefined || day === undefined) return undefined;
  return {
    columns: ['a day of an API', 'wall-clock time', 'CPU time', 'per second of wall-clock time'],
    rows: [
      line(
        `${grouped(day.pages)} pages captured`,
        api.days.map(({ capture }) => capture),
        { amount: day.pages, unit: 'pages' },
      ),
      line(
        `${grouped(day.rows)} records landed`,
        api.days.map(({ landing }) => landing),
        { amount: day.rows, unit: 'rows' },
      ),
    ],
    notes: [
      `Peak memory of the whole process: ${megabytesOf(Math.max(...api.days.map(({ peakBytes }) => peakBytes)))}, the largest resident set size of ${counted(api.days.length, 'round')}, each in a new process. The answers have ${megabytesOf(day.answerBytes)}, ${Math.round(day.answerBytes / day.rows)} bytes for each record, and the raw object has ${megabytesOf(day.rawBytes)}.`,
    ],
  };
}

/** Returns the table of requests that are held to a rate. */
export function paceTable({ api }: Results): BenchTable | undefined {
  const [first] = api?.paces ?? [];
  if (api === undefined || first === undefined) return undefined;
  const [limited, unlimited] = [
    api.paces.map((round) => round.limited),
    api.paces.map((round) => round.unlimited),
  ];
  return {
    columns: [`${grouped(first.limited.pages)} requests`, 'requests per second', 'CPU time'],
    rows: [
      paceLine(`at most ${api.requestsPerSecond} a second`, limited),
      paceLine('without a limit', unlimited),
    ],
    notes: [
      `CPU time of the capture, without the start of the process; ${counted(api.paces.length, 'round')}. The first request goes at once, and the others one interval after the one before.`,
    ],
  };
}

function line(
  name: string,
  spent: readonly Spent[],
  { amount, unit }: { readonly amount: number; readonly unit: string },
): string[] {
  const rate = perSecondOf(summaryOf(spent.map(({ wall }) => (amount / wall) * 1000)));
  return [
    name,
    secondsOf(summaryOf(spent.map(({ wall }) => wall))),
    secondsOf(summaryOf(spent.map(({ cpu }) => cpu))),
    `${rate} ${unit}`,
  ];
}

function paceLine(name: string, days: readonly CapturedDay[]): string[] {
  return [
    name,
    perSecondOf(summaryOf(days.map(({ pages, capture }) => (pages / capture.wall) * 1000))),
    secondsOf(summaryOf(days.map(({ capture }) => capture.cpu))),
  ];
}
