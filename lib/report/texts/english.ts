import { accountRulesIn } from '../../tables/account-rules.ts';
import type { Rule } from '../report-facts.ts';
import { joined } from './joined.ts';
import type { ReportTexts } from './texts.ts';

/** A report in English. */
export const english: ReportTexts = {
  code: 'en',
  numbers: {
    group: ',',
    point: '.',
    thousand: 'k',
    million: 'M',
    billion: 'bn',
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    dayAndMonth: (day, month) => `${day} ${month}`,
    date: (year, month, day) => `${year}-${month}-${day}`,
    hour: (hour) => `${String(hour).padStart(2, '0')}:00`,
    ago: (count, unit, isOne) => `${count} ${unit}${isOne ? '' : 's'} ago`,
    justNow: 'less than an hour ago',
  },
  title: (lake) => `Hourlake report: ${lake}`,
  kicker: 'Hourlake report',
  made: (instant) => `Made ${instant} UTC`,
  verdict: {
    good: 'Everything is there.',
    nothing: 'Nothing has landed yet.',
    list: (parts) => `${joined(parts, ' and ')}.`,
    counts: {
      missing: (count, isOne) => `${count} missing period${isOne ? '' : 's'}`,
      corrupt: (count, isOne) => `${count} corrupt file${isOne ? '' : 's'}`,
      different: (count, isOne) => `${count} file${isOne ? '' : 's'} made with other settings`,
      unreadable: (count, isOne) => `${count} unreadable file${isOne ? '' : 's'}`,
      declaration: (count, isOne) => `${count} unusable declaration${isOne ? '' : 's'}`,
      unread: (count, isOne) => `${count} table${isOne ? '' : 's'} that could not be read`,
      broken: (count, isOne) => `${count} broken rule${isOne ? '' : 's'}`,
      rejects: (count, isOne) => `${count} reject${isOne ? '' : 's'}`,
      uncounted: () => 'rejects that could not be counted',
      foreign: (count, isOne) => `${count} foreign file${isOne ? '' : 's'}`,
      leftovers: (count, isOne) => `${count} leftover${isOne ? '' : 's'} of killed runs`,
      lost: (count, isOne) => `${count} period${isOne ? '' : 's'} not captured in time`,
      waiting: (count, isOne) => `${count} period${isOne ? '' : 's'} waiting for inputs`,
      empty: (count, isOne) => `${count} job${isOne ? '' : 's'} without any period`,
    },
    states: { good: 'Complete', warning: 'Attention', bad: 'To mend', nothing: 'Empty' },
  },
  facts: {
    jobs: 'Jobs',
    periods: 'Periods and files',
    rows: 'Rows',
    size: 'On disk',
    newest: 'Newest period',
  },
  overview: {
    title: 'All jobs',
    columns: {
      job: 'Job',
      state: 'State',
      newest: 'Newest period (UTC)',
      periods: 'Periods',
      missing: 'Missing',
      rows: 'Rows',
      rejects: 'Rejects',
      size: 'On disk',
    },
  },
  nothingInLake:
    'The lake is empty. Run "hourlake ingest" to land what is due, or "hourlake backfill" to fill it with history.',
  job: {
    grains: { hour: 'hourly', day: 'daily', file: 'per file' },
    layers: { landing: 'landing', bronze: 'bronze', rejects: 'rejects' },
    table: 'table',
    nothing: (name) => `Nothing has landed. "hourlake ingest --job ${name}" lands what is due.`,
    newest: 'Newest period (UTC)',
    periods: { hour: 'Hours', day: 'Days', file: 'Files' },
    missing: 'Missing',
    noneMissing: 'nothing due is missing',
    rows: 'Rows',
    size: 'On disk',
    none: 'none',
    kept: (days) => `Kept for ${days} days; what is older has expired and is not missing.`,
    unread: 'The rows could not be read:',
  },
  charts: {
    grid: { hour: 'Hours that have landed', day: 'Days that have landed', file: 'Captured files' },
    gridNote: {
      hour: 'One column per day, one cell per hour (UTC)',
      day: 'One column per week, one cell per day (UTC)',
    },
    gridCut: (days) => `The last ${days} days are drawn.`,
    states: {
      landed: 'landed',
      missing: 'missing',
      waiting: 'waiting for inputs',
      lost: 'not captured in time',
      corrupt: 'corrupt',
      unreadable: 'unreadable',
      different: 'made with other settings',
      declaration: 'unusable declaration',
    },
    fewer: 'fewer rows',
    more: 'more rows',
    perDay: (column) => (column === undefined ? 'Rows per day' : `Rows per day of ${column}`),
    perHour: (column) => (column === undefined ? 'Rows per hour' : `Rows per hour of ${column}`),
    perMonth: (column) => (column === undefined ? 'Rows per month' : `Rows per month of ${column}`),
    hourOfDay: 'Mean rows by hour of the day',
    hourOfDayNote: 'UTC, over all hours that have landed',
    weekdays: 'Mean rows by day of the week',
    weekdaysNote: 'UTC, over all whole days',
    partial: 'A first or last day without all of its hours is left out.',
    rowsAxis: 'rows',
    described: (title, first, last, most) =>
      `${title}, from ${first} to ${last}. Most rows: ${most}.`,
    files: (shown, all) => `The ${shown} largest of ${all} files.`,
    file: 'File',
  },
  distributions: {
    title: 'Distributions',
    from: 'The distributions are under the bronze table, which has the days that are complete:',
    none: 'No column of this table has a distribution to show.',
    words: (column) => `Rows by ${column}`,
    ages: (column) => `Rows by age in years, from ${column}`,
    numbers: (column) => `Rows by ${column}`,
    dates: (column, unit) => `Rows per ${unit} of ${column}`,
    value: 'Value',
    rows: 'Rows',
    share: 'Share',
    noValue: 'no value',
    yes: 'true',
    no: 'false',
    rest: (values, isOne) => `${values} other value${isOne ? '' : 's'}`,
    leftOut: (rows, isOne) => `${rows} row${isOne ? '' : 's'} left out`,
    band: (from, to) => (to === undefined ? `${from}+` : `${from}–${to}`),
    hidden: (columns, least) =>
      `Not shown, because they can identify a person or a row: ${columns}. Whatever is shown stands for at least ${least} rows.`,
    histogram: (title, most) => `${title}. The tallest bar has ${most} rows.`,
  },
  quality: {
    title: 'Quality rules',
    checked: (rows, isOne, from) => {
      const noun = isOne ? 'row' : 'rows';
      return from === undefined
        ? `Checked over all rows (${rows}).`
        : `Checked over ${rows} ${noun}, from ${from} on.`;
    },
    rule: 'Rule',
    broken: 'Broken by',
    state: 'Result',
    passed: 'pass',
    failed: 'fail',
    describe: describeRule,
    saved: accountRulesIn('en'),
    periodsBroken: (count, isOne) => `${count} period${isOne ? '' : 's'}`,
  },
  rejects: {
    title: 'Rejects',
    none: 'Every captured row fitted its contract.',
    rule: 'Rule',
    column: 'Column',
    rows: 'Rows',
    uncounted: 'The rejects could not be counted:',
    rules: {
      type: 'no value of the type',
      required: 'no value',
      min: 'below the minimum',
      max: 'above the maximum',
      length: 'too long',
      pattern: 'does not match the pattern',
      allowed: 'not one of the allowed values',
      missing: 'column or member is missing',
    },
    show: 'shows the rows as they came',
  },
  problems: {
    gaps: 'Missing periods',
    lost: 'Not captured in time',
    objects: 'Files to look at',
    foreign: 'Foreign files in the folder of the job',
    foreignOfLake: 'Foreign files outside the folders of jobs',
    range: (from, to, count) => `${from} to ${to} (${count})`,
    more: (count) => `and ${count} more`,
    mend: 'says what to do, and mends with --repair',
    kinds: {
      corrupt: 'corrupt',
      unreadable: 'unreadable',
      different: 'made with other settings',
      declaration: 'declaration',
    },
  },
  foot: {
    title: 'About this report',
    again: 'Make it again',
    version: (version) => `Hourlake ${version}`,
    read: (days, isOne) =>
      `Periods, rows and distributions cover the whole lake. Footers of files and quality rules are checked for the last ${isOne ? 'day' : `${days} days`}; "hourlake doctor" checks every byte.`,
    meanings: [
      [
        'Missing',
        'a period that is over, due and not in the lake; "hourlake ingest" or "backfill" lands it',
      ],
      ['Waiting', 'a period whose inputs have not all landed'],
      [
        'Rejects',
        'captured rows that did not fit their contract; only rule and column are counted',
      ],
      ['Foreign', 'a file that belongs to no period; nothing reads or changes it'],
      [
        'Distributions',
        'never a value that stands for fewer than 10 rows, or a column that can identify a person',
      ],
    ],
  },
};

function describeRule(rule: Rule, number: (value: number) => string): string {
  switch (rule.kind) {
    case 'required':
      return rule.columns.length === 1
        ? `${rule.columns[0]} has a value`
        : `All ${rule.columns.length} required columns have a value`;
    case 'primaryKey':
      return `The primary key ${rule.column} does not repeat`;
    case 'unique':
      return `${rule.column} does not repeat`;
    case 'reference':
      return `${rule.column} refers to a row of ${rule.table} that is there`;
    case 'minRows':
      return `Each period has at least ${number(rule.least)} row${rule.least === 1 ? '' : 's'}`;
    case 'nulls':
      return `At most ${number(rule.percent)} % of each period has no ${rule.column}`;
    case 'within':
      return `${rule.column} lies in the period of its file`;
    case 'allowed':
      return `${rule.column} has one of the allowed values`;
    case 'range':
      return `${rule.column} is ${rangeText(rule, number)}`;
    case 'saved':
      return rule.text;
  }
}

function rangeText(
  { min, max }: { readonly min?: number; readonly max?: number },
  number: (value: number) => string,
): string {
  if (min !== undefined && max !== undefined) return `from ${number(min)} to ${number(max)}`;
  return min === undefined ? `at most ${number(max ?? 0)}` : `at least ${number(min)}`;
}
