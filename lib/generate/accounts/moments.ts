import type { RandomStream } from '../../model/keyed-random.ts';
import { HOUR_MS, type Hour } from '../../model/period.ts';
import { densityWithin } from './arrivals.ts';

const TWO_32 = 2 ** 32;

/**
 * Returns a function that gives the moment of an account, in milliseconds since the start of the hour.
 * Their density changes linearly within the hour, so that the number of sign-ups rises and falls
 * smoothly over the day.
 */
export function momentOf(stream: RandomStream, hour: Hour): (account: number) => number {
  const { begins, ends } = densityWithin(hour);
  const slope = ends - begins;
  return (account) => {
    const quantile = stream.uint32(account) / TWO_32;
    // The inverse of the integral of a linear density. Square roots are exact on every platform
    // (IEEE 754).
    const root = Math.sqrt(begins * begins + quantile * (ends * ends - begins * begins));
    const part = slope === 0 ? quantile : (root - begins) / slope;
    return Math.min(HOUR_MS - 1, Math.floor(part * HOUR_MS));
  };
}

/** The moments of the accounts 0 to `count` - 1 of an hour. */
export function momentsOf(stream: RandomStream, hour: Hour, count: number): Int32Array {
  const moment = momentOf(stream, hour);
  const moments = new Int32Array(count);
  for (let account = 0; account < count; account += 1) moments[account] = moment(account);
  return moments;
}

/** The indexes of the rows of an hour, ordered by their moments. */
export function orderOf(moments: Int32Array): Int32Array {
  const count = moments.length;
  // Moment and index packed into one integer below 2^53, because typed arrays sort faster than
  // pairs.
  const keys = new Float64Array(count);
  for (let row = 0; row < count; row += 1) {
    keys[row] = (moments[row] as number) * count + row;
  }
  keys.sort();
  const order = new Int32Array(count);
  for (let place = 0; place < count; place += 1) {
    const key = keys[place] as number;
    order[place] = key - Math.floor(key / count) * count;
  }
  return order;
}
