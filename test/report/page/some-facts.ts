import { DAY_MS } from '../../../lib/model/calendar-date.ts';
import { HOUR_MS, type Period, parsePeriod, periodFromIndex } from '../../../lib/model/period.ts';
import type { JobFacts, LakeFacts, PeriodFact, Rule } from '../../../lib/report/report-facts.ts';

/** When the reports of tests are made. */
export const MADE_AT = Date.UTC(2026, 10, 20, 14, 5);

const hours: readonly PeriodFact[] = Array.from({ length: 40 }, (_, n) => ({
  period: periodFromIndex('hour', MADE_AT / HOUR_MS - 40 + n - (MADE_AT % HOUR_MS) / HOUR_MS),
  state: 'landed',
  rows: 100 + n,
  bytes: 1000,
}));

const rules: readonly Rule[] = [
  { kind: 'required', columns: ['a', 'b'] },
  { kind: 'required', columns: ['a'] },
  { kind: 'primaryKey', column: 'id' },
  { kind: 'unique', column: 'code' },
  { kind: 'reference', column: 'other', table: 'others' },
  { kind: 'minRows', least: 10 },
  { kind: 'nulls', column: 'a', percent: 2.5 },
  { kind: 'within', column: 'at' },
  { kind: 'allowed', column: 'a' },
  { kind: 'range', column: 'a', min: 1, max: 2000 },
  { kind: 'range', column: 'a', min: 1 },
  { kind: 'range', column: 'a', max: 1 },
  { kind: 'saved', text: 'duplicate id' },
];

/** Facts about a job with nothing wrong. */
export function jobFactsWith(some: Partial<JobFacts> = {}): JobFacts {
  return {
    name: 'hourly',
    table: 'rows_by_hour',
    description: 'Rows of each hour',
    grain: 'hour',
    layer: 'landing',
    keepDays: undefined,
    periods: hours,
    gaps: [],
    lost: [],
    problems: [],
    foreign: [],
    unread: undefined,
    describedBy: undefined,
    counts: {
      rows: 4780,
      bytes: 40_000,
      by: undefined,
      perDay: Array.from({ length: 20 }, (_, n) => ({
        start: Date.UTC(2026, 10, 1) + n * DAY_MS,
        rows: 1000 + 10 * n,
      })),
      perHour: Array.from({ length: 40 }, (_, n) => ({
        start: Date.UTC(2026, 10, 18, 22) + n * HOUR_MS,
        rows: 100 + n,
      })),
      hourOfDay: Array.from({ length: 24 }, (_, hour) => 10 * hour),
    },
    distributions: [],
    hidden: [],
    quality: undefined,
    rejects: undefined,
    ...some,
  };
}

/** Facts about a lake. */
export function lakeFactsWith(some: Partial<LakeFacts> = {}): LakeFacts {
  return {
    lake: './lake',
    version: '1.2.3',
    madeAt: MADE_AT,
    command: 'hourlake report',
    days: 7,
    jobs: [jobFactsWith()],
    foreign: [],
    leftovers: 0,
    ...some,
  };
}

/** Facts of which every kind is there: each state, problem, distribution and rule. */
export function allFacts(): LakeFacts {
  const period = (text: string): Period => parsePeriod(text);
  const states = ['missing', 'waiting', 'lost', 'corrupt', 'unreadable', 'different'] as const;
  return lakeFactsWith({
    foreign: ['notes.txt'],
    leftovers: 2,
    jobs: [
      jobFactsWith({
        keepDays: 30,
        periods: [
          ...hours.slice(0, 30),
          ...hours.slice(30, 36).map((fact, n) => ({
            period: fact.period,
            state: states[n] ?? 'missing',
          })),
          ...hours.slice(36),
        ],
        gaps: [{ from: period('2026-11-20T04'), to: period('2026-11-20T05'), periods: 2 }],
        lost: [{ from: period('2026-11-20T06'), to: period('2026-11-20T06'), periods: 1 }],
        problems: [
          { kind: 'corrupt', key: 'a', reason: 'no footer' },
          { kind: 'unreadable', key: 'b', reason: 'no answer' },
          { kind: 'different', key: 'c', reason: 'other settings' },
          { kind: 'declaration', key: 'd', reason: 'not JSON' },
        ],
        foreign: Array.from({ length: 12 }, (_, n) => `hourly/${n}.txt`),
        unread: 'Expected files, got none.',
        distributions: [
          {
            kind: 'words',
            column: 'kind',
            top: [
              { value: 'x', rows: 3000 },
              { value: null, rows: 900 },
              { value: 'true', rows: 500 },
              { value: 'false', rows: 200 },
            ],
            rest: 180,
            restValues: 9,
          },
          {
            kind: 'ages',
            column: 'born',
            bands: [
              { from: 18, to: 24, rows: 50 },
              { from: 75, rows: 20 },
            ],
            rest: 1,
          },
          {
            kind: 'numbers',
            column: 'size',
            width: 5,
            bins: [
              { from: 0, rows: 20 },
              { from: 5, rows: 30 },
            ],
            rest: 0,
          },
          {
            kind: 'dates',
            column: 'sold',
            unit: 'month',
            bins: [
              { start: Date.UTC(2026, 0, 1), rows: 20 },
              { start: Date.UTC(2026, 1, 1), rows: 30 },
            ],
            rest: 3,
          },
        ],
        hidden: ['name'],
        quality: {
          from: period('2026-11-13T14'),
          rows: 4780,
          rules: rules.map((rule, n) => ({ rule, broken: n % 2 })),
        },
        rejects: {
          job: 'hourly-rejects',
          uncounted: undefined,
          rules: [
            { rule: 'type', column: 'size', rows: 12 },
            { rule: 'new-rule', column: null, rows: 1 },
          ],
        },
      }),
      jobFactsWith({
        name: 'daily',
        grain: 'day',
        layer: 'bronze',
        periods: ['2026-11-18', '2026-11-19'].map((day) => ({
          period: period(day),
          state: 'landed',
          rows: 10,
          bytes: 1_500_000,
        })),
        rejects: { job: 'daily-rejects', rules: [], uncounted: 'Expected Parquet, got text.' },
      }),
      jobFactsWith({
        name: 'files',
        grain: 'file',
        periods: Array.from({ length: 22 }, (_, n) => ({
          period: period(n.toString(16).padStart(12, '0')),
          state: 'landed',
          rows: n,
          bytes: 10,
        })),
        describedBy: 'daily',
        rejects: { job: 'files-rejects', rules: [], uncounted: undefined },
      }),
      jobFactsWith({
        name: 'empty',
        periods: [],
        counts: { rows: 0, bytes: 0, by: undefined, perDay: [], perHour: [], hourOfDay: undefined },
      }),
    ],
  });
}
