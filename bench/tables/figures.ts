import { grouped } from '../../bin/terminal/numbers.ts';
import type { Summary } from '../statistics.ts';

/** Formats a ratio with its spread: `10.2 (9.8 to 10.9)`. */
export function timesOf(ratio: Summary): string {
  return withSpread(ratio, (value) => value.toFixed(value < 1 ? 2 : 1));
}

/** Formats rows per second with their spread, rounded to hundreds: `61,200 (58,900 to 63,000)`. */
export function rateOf(rate: Summary): string {
  return withSpread(rate, (value) => grouped(Math.round(value / 100) * 100));
}

/** Formats what is counted in a second with its spread, in three digits: `312 (288 to 341)`, `49.9 (49.8 to 50.0)`. */
export function perSecondOf(rate: Summary): string {
  return withSpread(rate, (value) =>
    value < 100 ? value.toFixed(1) : grouped(Number(value.toPrecision(3))),
  );
}

/** Formats milliseconds as seconds with their spread: `0.31 s (0.29 to 0.35)`. */
export function secondsOf({ median, min, max }: Summary): string {
  return `${inSeconds(median)} s (${inSeconds(min)} to ${inSeconds(max)})`;
}

/** Formats milliseconds as seconds, with two decimals below ten seconds: `0.31`, `12.4`. */
export function inSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1);
}

/** Formats bytes as megabytes of 1,000,000 bytes: `142 MB`. */
export function megabytesOf(bytes: number): string {
  return `${grouped(Math.round(bytes / 1e6))} MB`;
}

function withSpread({ median, min, max }: Summary, written: (value: number) => string): string {
  return `${written(median)} (${written(min)} to ${written(max)})`;
}
