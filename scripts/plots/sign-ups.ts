import * as Plot from '@observablehq/plot';
import type { ArrivalSettings } from '../../lib/generate/accounts/arrivals.ts';
import { HOUR_MS } from '../../lib/model/period.ts';
import { colours, svgOf } from './drawing.ts';
import { DAY_HOURS, daysOf, type HourOfSignUps, kindOf, meansByHourOfDay, sumOf } from './hours.ts';

/** Draws two weeks: a dot for the sign-ups of each hour, and a line for the expected number. */
export function drawTwoWeeks(hours: readonly HourOfSignUps[], [from, to]: [Date, Date]): string {
  const shown = hours.filter(({ local }) => local >= from && local < to);
  const days = daysOf(shown);
  const holidays = days.filter(({ holiday }) => holiday);
  return svgOf('Sign-ups in each hour of two weeks', {
    height: 310,
    marginLeft: 55,
    marginTop: 30,
    marginBottom: 58,
    x: { type: 'utc', domain: [from, to], label: null },
    y: { label: 'sign-ups in the hour', grid: true, domain: [0, 1200] },
    marks: [
      Plot.rect(holidays, {
        x1: 'local',
        x2: (day: HourOfSignUps) => laterBy(24, day),
        fill: colours.second,
        fillOpacity: 0.13,
      }),
      Plot.text(holidays, {
        x: (day: HourOfSignUps) => laterBy(12, day),
        frameAnchor: 'top',
        dy: 6,
        text: () => 'Carnival',
        fill: colours.second,
      }),
      Plot.axisX({ ticks: 'day', text: null, label: null }),
      Plot.axisX(
        days.map((day) => laterBy(12, day)),
        {
          tickSize: 0,
          tickFormat: (day: Date) => `${WEEKDAYS[day.getUTCDay()]}\n${day.getUTCDate()}`,
          label: 'day of February 2026 in Brasília',
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 50,
        },
      ),
      Plot.lineY(shown, {
        x: (hour: HourOfSignUps) => laterBy(0.5, hour),
        y: 'expected',
        stroke: colours.quiet,
        strokeWidth: 1.5,
      }),
      Plot.dot(shown, {
        x: (hour: HourOfSignUps) => laterBy(0.5, hour),
        y: 'accounts',
        fill: colours.first,
        r: 1.8,
      }),
      Plot.ruleY([0]),
    ],
  });
}

/** Draws a year: a dot for each day, and a line for the growing mean of all days. */
export function drawYear(hours: readonly HourOfSignUps[], settings: ArrivalSettings): string {
  const days = daysOf(hours);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined)
    throw new TypeError('Expected a year of days, got none.');
  const mean = [
    { local: first.local, mean: DAY_HOURS * settings['accounts-per-hour'] },
    {
      local: laterBy(DAY_HOURS, last),
      mean: DAY_HOURS * settings['accounts-per-hour'] * (1 + settings.growth),
    },
  ];
  const labels = Object.keys(colourOfKind).map((kind) => {
    const some = days.filter((day) => kindOf(day) === kind);
    return { kind, accounts: sumOf(some.map(({ accounts }) => accounts)) / some.length };
  });
  return svgOf('Sign-ups on each day of a year', {
    height: 300,
    marginLeft: 55,
    marginRight: 95,
    marginBottom: 30,
    x: { type: 'utc', label: null },
    y: { label: 'sign-ups on the day', grid: true, domain: [0, 1800] },
    r: { type: 'identity' },
    marks: [
      Plot.axisX({ ticks: 'month', tickFormat: (day: Date) => MONTHS[day.getUTCMonth()] ?? '' }),
      Plot.lineY(mean, { x: 'local', y: 'mean', stroke: '#1f2328', strokeWidth: 1 }),
      Plot.dot(days, {
        x: 'local',
        y: 'accounts',
        fill: (day: HourOfSignUps) => colourOfKind[kindOf(day)],
        r: (day: HourOfSignUps) => (day.holiday ? 3.2 : 2),
      }),
      Plot.text(mean.slice(1), { x: 'local', y: 'mean', text: () => 'mean', ...beside, dy: 6 }),
      Plot.text(labels, {
        x: () => mean[1]?.local,
        y: 'accounts',
        text: 'kind',
        fill: ({ kind }) => colourOfKind[kind],
        ...beside,
      }),
      Plot.ruleY([0]),
    ],
  });
}

/** Draws the mean of each hour of the day, on working days and on weekends without holidays. */
export function drawHourOfDay(hours: readonly HourOfSignUps[]): string {
  const means = ['working days', 'weekends'].flatMap((kind) =>
    meansByHourOfDay(hours.filter((hour) => kindOf(hour) === kind)).map((mean, hour) => ({
      kind,
      hour,
      mean,
    })),
  );
  const colour = ({ kind }: { kind: string }) => colourOfKind[kind];
  return svgOf('Mean sign-ups by hour of the day', {
    height: 300,
    marginLeft: 55,
    marginRight: 105,
    marginBottom: 42,
    x: {
      label: 'hour of the day in Brasília',
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: 12,
      tickFormat: (hour: number) => `${hour}h`,
    },
    y: { label: 'mean sign-ups in the hour', grid: true, domain: [0, 1100] },
    marks: [
      Plot.lineY(means, {
        x: 'hour',
        y: 'mean',
        z: 'kind',
        stroke: colour,
        strokeWidth: 2,
        marker: 'circle',
      }),
      Plot.text(
        means.filter(({ hour }) => hour === 23),
        { x: 'hour', y: 'mean', text: 'kind', fill: colour, ...beside },
      ),
      Plot.ruleY([0]),
    ],
  });
}

const colourOfKind: Readonly<Record<string, string>> = {
  'working days': colours.first,
  weekends: colours.quiet,
  holidays: colours.second,
};

/** Position of the label of a line. */
const beside = { textAnchor: 'start', dx: 9 } as const;

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function laterBy(hours: number, { local }: HourOfSignUps): Date {
  return new Date(local.getTime() + hours * HOUR_MS);
}
