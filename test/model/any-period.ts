import fc from 'fast-check';
import { type Period, parsePeriod, periodFromIndex } from '../../lib/model/period.ts';

/** Hours that leave room for a thousand more on either side. */
export const anyHour = fc
  .integer({ min: 1000, max: 70_388_527 })
  .map((index) => periodFromIndex('hour', index));

/** Days that leave room for a thousand more on either side. */
export const anyDay = fc
  .integer({ min: 1000, max: 2_931_896 })
  .map((index) => periodFromIndex('day', index));

/** Captured files. */
export const anyFile = fc.stringMatching(/^[0-9a-f]{12}$/).map((digits) => parsePeriod(digits));

/** Periods of every grain. */
export const anyPeriod: fc.Arbitrary<Period> = fc.oneof(anyHour, anyDay, anyFile);
