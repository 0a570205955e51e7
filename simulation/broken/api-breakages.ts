import type { Connector } from '../../lib/capture/connector.ts';
import { restRejectsKind } from '../../lib/capture/rest/captured-rest.ts';
import type { DuePeriod } from '../../lib/capture/rest/rest-connector.ts';
import { CaptureError } from '../../lib/errors.ts';
import { RAW } from '../../lib/lake/raw-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { addPeriods, isTimed } from '../../lib/model/period.ts';
import type { SourceKind } from '../../lib/model/source.ts';
import type { Breakage } from './breakage.ts';
import { storeWith } from './store-with.ts';

/** Deliberate defects of worlds with an API. */
export const apiBreakages: readonly Breakage[] = [
  {
    name: 'a run that overwrites what another one has captured',
    store: (whole) =>
      storeWith(whole, {
        async putIfAbsent(key, object) {
          const outcome = await whole.putIfAbsent(key, object);
          if (outcome !== 'taken' || !key.startsWith(`${RAW}/`)) return outcome;
          await whole.replace(key, object, sha256(await whole.read(key)));
          return 'created';
        },
      }),
  },
  { name: 'a run that calls a snapshot by the hour that runs', apiConnector: namesTheNext },
  {
    name: 'a run that looks at no clock while it reads',
    ask: (whole, instant) => async (request) => ({ ...(await whole(request)), time: instant }),
  },
  {
    name: 'a run that compares no totals',
    apiData: ({ request, ...data }) => {
      const { total: _, ...paginator } = request.paginator;
      return { ...data, request: { ...request, paginator } };
    },
  },
  { name: 'a run that asks for what is lost', apiConnector: asksForThoseBefore },
  { name: 'a run that takes a failing API for an empty one', apiConnector: swallowsErrors },
  {
    name: 'a store that says too early that a capture survives a loss of power',
    store: (whole) => storeWith(whole, { persist: async () => {} }),
  },
  {
    name: 'a job that loses the rejects of an API',
    kinds: (whole) =>
      whole.map((kind) => (kind.kind === restRejectsKind.kind ? withoutRows(kind) : kind)),
  },
];

function namesTheNext(whole: Connector<DuePeriod>): Connector<DuePeriod> {
  return {
    name: whole.name,
    discover: (wanted) => whole.discover(wanted),
    async fetch(item) {
      const result = await whole.fetch(item);
      if (result.kind !== 'fetched' || !isTimed(result.fetched.period)) return result;
      const period = addPeriods(result.fetched.period, 1);
      return { ...result, fetched: { ...result.fetched, period } };
    },
  };
}

function asksForThoseBefore(whole: Connector<DuePeriod>): Connector<DuePeriod> {
  return {
    name: whole.name,
    discover: (wanted) => whole.discover(wanted.flatMap((one) => [addPeriods(one, -1), one])),
    fetch: (item) => whole.fetch(item),
  };
}

function swallowsErrors(whole: Connector<DuePeriod>): Connector<DuePeriod> {
  return {
    name: whole.name,
    discover: (wanted) => whole.discover(wanted),
    async fetch(item) {
      try {
        return await whole.fetch(item);
      } catch (error) {
        if (error instanceof CaptureError) return { kind: 'gone' };
        throw error;
      }
    },
  };
}

/** A kind of source without rows that says that it is the whole one. */
function withoutRows(kind: SourceKind): SourceKind {
  return { ...kind, open: (context) => ({ ...kind.open(context), batches: () => [] }) };
}
