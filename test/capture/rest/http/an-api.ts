import {
  openRestHttp,
  type RestHttpOptions,
} from '../../../../lib/capture/rest/http/open-rest-http.ts';
import type { RestApi } from '../../../../lib/capture/rest/rest-data.ts';
import type { PageAnswer } from '../../../../lib/capture/rest/rest-http.ts';

/** Time that passes only while something sleeps. */
export interface VirtualTime {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Lets time pass without a sleep. */
  readonly pass: (milliseconds: number) => void;
  /** Each sleep, in milliseconds. */
  readonly slept: readonly number[];
}

/** Time from some instant on, in milliseconds since 1970-01-01T00:00:00Z. */
export function virtualTime(start = Date.UTC(2026, 10, 21)): VirtualTime {
  let time = start;
  const slept: number[] = [];
  return {
    now: () => time,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
    pass: (milliseconds) => {
      time += milliseconds;
    },
    slept,
  };
}

/** Secrets of tests: `env:A` has the text that the name `A` has here. */
export function secrets(texts: Readonly<Record<string, string>>): {
  readonly readSecret: RestHttpOptions['readSecret'];
  /** References that were read. */
  readonly read: readonly string[];
} {
  const read: string[] = [];
  const readSecret = async (reference: string) => {
    read.push(reference);
    return texts[reference.replace('env:', '')] ?? '';
  };
  return { readSecret, read };
}

/** Asks for pages by their paths, fast, unless options say otherwise. */
export function anApi(
  api: RestApi,
  options: Partial<RestHttpOptions> = {},
): (path: string, mostBytes?: number) => Promise<PageAnswer> {
  const { now, sleep } = virtualTime();
  const { readSecret } = secrets({});
  const ask = openRestHttp(
    { requestsPerSecond: 1_000, ...api },
    {
      readSecret,
      now,
      sleep,
      ...options,
    },
  );
  return (path, mostBytes = 1_000_000) =>
    ask({ url: new URL(path, api.baseUrl), what: 'shows, page 1', mostBytes });
}

/** The error of something that fails. */
export async function errorOf(failing: Promise<unknown>): Promise<unknown> {
  try {
    await failing;
  } catch (error) {
    return error;
  }
  throw new Error('Expected it to fail');
}
