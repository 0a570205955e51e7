import { createHash } from 'node:crypto';

/** Number of lines that are kept for a report. */
const KEPT = 60;

/** The events of a simulated world in order. Equal digests mean equal worlds. */
export class Trace {
  private readonly hash = createHash('sha256');
  private kept: string[] = [];
  private readonly tell: ((line: string) => void) | undefined;

  /** @param tell receives every line. Default: lines are not reported. */
  constructor(tell?: (line: string) => void) {
    this.tell = tell;
  }

  /** @param now milliseconds since 1970-01-01T00:00:00Z */
  add(now: number, who: string, what: string): void {
    const line = `${now} ${who} ${what}`;
    this.hash.update(line);
    this.kept.push(line);
    if (this.kept.length > 2 * KEPT) this.kept = this.kept.slice(-KEPT);
    this.tell?.(readable(line));
  }

  /** Returns the last lines, with readable dates. */
  last(): string[] {
    return this.kept.slice(-KEPT).map(readable);
  }

  /** Returns the SHA-256 of all lines, in hexadecimal. The trace accepts no more lines. */
  digest(): string {
    return this.hash.digest('hex');
  }
}

function readable(line: string): string {
  const space = line.indexOf(' ');
  return `${new Date(Number(line.slice(0, space))).toISOString()}${line.slice(space)}`;
}
