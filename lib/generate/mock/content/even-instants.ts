import { scale as scaled } from '../../../model/keyed-random.ts';
import type { Draws } from '../rows/draws.ts';
import { numberColumn } from './columns.ts';
import type { InstantContent } from './content.ts';

/** Seconds of a span of time, each with the same probability. Both ends are in milliseconds since 1970; the second is exclusive. */
export function evenInstants(
  draws: Draws,
  { from, to }: { readonly from: number; readonly to: number },
): InstantContent {
  const seconds = Math.floor((to - from) / 1000);
  return {
    kind: 'instant',
    make: (rows) =>
      numberColumn(draws.uint32s(rows), (number) => from + scaled(number, seconds) * 1000),
  };
}
