import { HOUR_MS, type Hour, parseHour, periodAt, periodStart } from '../../lib/model/period.ts';
import { rates } from '../jobs/api-jobs.ts';

/** What becomes of an API in a world. All moments are milliseconds since 1970-01-01T00:00:00Z. */
export interface ApiPlan {
  /** When its rates change, oldest first. */
  readonly changes: readonly number[];
  /** When trades are made, oldest first. */
  readonly trades: readonly number[];
  /** When it cannot be reached. */
  readonly outages: readonly { readonly from: number; readonly to: number }[];
  /** Most records of a page, whatever is asked for. */
  readonly pageSize: number;
}

/** A record, as the API shows it. */
export type ApiRecord = Readonly<Record<string, string | number>>;

/** A page as it was answered. */
export interface ApiPage {
  /** Number of the answer, from 1, which is in its body too. */
  readonly answer: number;
  /** Name of the job whose list it is a page of. */
  readonly job: string;
  /** The hour that was asked for. */
  readonly period: Hour;
  /** Number of records before its own. */
  readonly offset: number;
  /** How often the list had changed before. */
  readonly state: number;
  /** When it was answered. */
  readonly at: number;
  readonly body: string;
}

/** Rates that there are in the beginning. Each change adds one, so that no two states have as many. */
const FIRST_RATES = 3;

/** Records of which the last digit of the number is this one do not fit their tables. */
const MISFIT = 5;

/** An API that changes. It has a list of rates, which are only ever shown as they are, and one of trades, which it keeps. */
export class SimulatedApi {
  private readonly plan: ApiPlan;
  private answers = 0;

  constructor(plan: ApiPlan) {
    this.plan = plan;
  }

  isDown(now: number): boolean {
    return this.plan.outages.some(({ from, to }) => from <= now && now < to);
  }

  /** All rates after a number of changes. */
  ratesOf(state: number): readonly ApiRecord[] {
    return Array.from({ length: FIRST_RATES + state }, (_, index) => {
      const id = index + 1;
      return { id, state, value: id % 10 === MISFIT ? 'none' : id * state };
    });
  }

  /** The trades of an hour that had been made at a moment. */
  tradesOf(period: Hour, now: number): readonly ApiRecord[] {
    const [from, to] = [periodStart(period), Math.min(periodStart(period) + HOUR_MS, now)];
    return this.plan.trades.flatMap((at, index) => {
      const id = index + 1;
      if (at < from || at >= to) return [];
      return { id, at: new Date(at).toISOString(), value: id % 10 === MISFIT ? 'none' : id };
    });
  }

  /** Answers a request for a page. */
  answer(url: URL, now: number): ApiPage {
    const job = url.pathname.slice(1);
    const period = hourOf(url);
    const changes = this.plan.changes.filter((at) => at <= now).length;
    const records = job === rates.name ? this.ratesOf(changes) : this.tradesOf(period, now);
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const end = offset + this.plan.pageSize;
    const next = new URL(url);
    next.searchParams.set('offset', String(end));
    this.answers += 1;
    const body = {
      answer: this.answers,
      total: records.length,
      items: records.slice(offset, end),
      next: end < records.length ? next.href : null,
    };
    const state = job === rates.name ? changes : records.length;
    const page = { answer: this.answers, job, period, offset, state, at: now };
    return { ...page, body: JSON.stringify(body) };
  }
}

/** The hour that a request names, or that begins when it says. */
function hourOf({ searchParams }: URL): Hour {
  const from = searchParams.get('from');
  return from === null
    ? parseHour(searchParams.get('period') ?? '')
    : periodAt('hour', Date.parse(from));
}
