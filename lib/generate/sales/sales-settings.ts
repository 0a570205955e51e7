import {
  numberSetting,
  textSetting,
  type ValuesOf,
  wholeNumberSetting,
} from '../../model/settings.ts';

/** What decides the generated workbooks. */
export const salesSettings = {
  seed: textSetting({
    description: 'Any text; another seed generates other sales',
    example: 'demo',
    default: 'hourlake',
  }),
  'first-year': wholeNumberSetting({
    description: 'Year in the name of the first of the three workbooks',
    example: '2017',
    default: 2017,
    min: 1970,
    max: 9997,
  }),
  rows: wholeNumberSetting({
    description: 'Number of sales in the first year',
    example: '1000',
    default: 1000,
    min: 1,
    max: 250_000,
  }),
  growth: numberSetting({
    description: 'By what part sales grow within a year: 0.08 is 8 %',
    example: '0.08',
    default: 0.08,
    min: -0.5,
    max: 1,
  }),
  faults: numberSetting({
    description: 'Share of rows that break a rule of the table',
    example: '0.01',
    default: 0,
    min: 0,
    max: 0.5,
  }),
} as const;

/** The values of {@link salesSettings}. */
export type SalesSettings = ValuesOf<typeof salesSettings>;
