import {
  numberSetting,
  textSetting,
  type ValuesOf,
  wholeNumberSetting,
} from '../../model/settings.ts';
import { MOST_REPEATED, NULL_SHARE } from './rows/field-maker.ts';

/** See `skewed`. */
export const SKEW = 2;

/** The seed of rows for which nobody names one. */
export const MOCK_SEED = 'hourlake';

/** What decides the mock rows of a job, besides its schema. */
export const mockSettings = {
  seed: textSetting({
    description: 'Any text; another seed makes other rows',
    example: 'demo',
    default: MOCK_SEED,
  }),
  rows: numberSetting({
    description: 'Mean number of rows in a period',
    example: '600',
    default: 600,
    min: 1,
    max: 10_000_000,
  }),
  nulls: numberSetting({
    description: 'Share of NULL in nullable fields: 0.05 is one in twenty',
    example: '0.05',
    default: NULL_SHARE,
    min: 0,
    max: 1,
  }),
  repeated: wholeNumberSetting({
    description: 'Most values of a repeated field, from none on',
    example: '3',
    default: MOST_REPEATED,
    min: 0,
    max: 1000,
  }),
  skew: wholeNumberSetting({
    description: 'How unequally often rows of other tables are referred to: 1 is equally often',
    example: '2',
    default: SKEW,
    min: 1,
    max: 10,
  }),
} as const;

/** The values of {@link mockSettings}. */
export type MockSettings = ValuesOf<typeof mockSettings>;
