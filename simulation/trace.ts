import { createHash } from 'node:crypto';

/** The last so many lines of a trace are kept. */
const KEPT = 60;

/** What happened in a simulated world, in order: its digest tells two of them apart. */
export class Trace {
  private readonly hash = createHash('sha256');
  private kept: string[] = [];
  private readonly tell: ((line: string) => void) | undefined;

  /** @param tell told of every line. Default: nobody is. */
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

  /** The last lines, with dates. */
  last(): string[] {
    return this.kept.slice(-KEPT).map(readable);
  }

  /** SHA-256 of all lines, in hexadecimal. Ends the trace. */
  digest(): string {
    return this.hash.digest('hex');
  }
}

function readable(line: string): string {
  const space = line.indexOf(' ');
  return `${new Date(Number(line.slice(0, space))).toISOString()}${line.slice(space)}`;
}
