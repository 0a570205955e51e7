const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Formats a whole number with commas between thousands: `14,512`. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Formats a number of bytes in the largest unit that suits it, in powers of 1,000: `1.4 MB`. */
export function inBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  // 999.95 would be rounded up to 1000.0.
  while (value >= (unit === 0 ? 1000 : 999.95) && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}

/** Formats a count with its noun: `1 hour`, `2 hours`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
