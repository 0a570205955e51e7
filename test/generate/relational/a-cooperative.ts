import { associado } from '../../../jobs/associado.ts';
import { cartao } from '../../../jobs/cartao.ts';
import { conta } from '../../../jobs/conta.ts';
import { fakeAccounts } from '../../../jobs/fake-accounts.ts';
import { movimento } from '../../../jobs/movimento.ts';
import { sourceKinds } from '../../../jobs/source-kinds.ts';
import { rows } from '../../../lib/columns/rows.ts';
import { type Cooperative, cooperative } from '../../../lib/generate/relational/cooperative.ts';
import {
  type ConfiguredJob,
  openJob,
  settingsOfJob,
  sourceKindOf,
} from '../../../lib/land/open-job.ts';
import type { Job } from '../../../lib/model/job.ts';
import { type Hour, parseHour, periodIndex } from '../../../lib/model/period.ts';
import type { SettingValues } from '../../../lib/model/settings.ts';
import type { Source } from '../../../lib/model/source.ts';
import { bankAccounts } from '../../../lib/tables/bank-accounts.ts';
import { cards } from '../../../lib/tables/cards.ts';
import { members } from '../../../lib/tables/members.ts';
import { movements } from '../../../lib/tables/movements.ts';
import { noInputs, settingsOf } from '../accounts/some-accounts.ts';

/** What the tables of a cooperative are made with. */
export interface CooperativeOptions {
  readonly since?: Hour | undefined;
  /** Settings by job; the others have their defaults. */
  readonly settings?: Readonly<Record<string, SettingValues>>;
}

/** The beginning of most cooperatives of tests. */
export const SINCE = parseHour('2026-06-01T00');

const jobs = [fakeAccounts, associado, conta, cartao, movimento];

/** The source of a job, as a lake opens it that began at `since`. */
export function sourceOf(job: Job, options: CooperativeOptions = {}): Source {
  return openJob(configured(job, options), sourceKinds).source;
}

function configured(job: Job, options: CooperativeOptions): ConfiguredJob {
  const kind = sourceKindOf(job, sourceKinds);
  const since = 'since' in options ? options.since : SINCE;
  return {
    job,
    settings: settingsOfJob(job, kind, options.settings?.[job.name]),
    since: kind.needsSince ? since : undefined,
    inputs: jobs
      .filter(({ name }) => job.inputs?.includes(name))
      .map((input) => configured(input, options)),
  };
}

/** All rows of some hours of each table. */
export async function tablesOf(hours: readonly Hour[], options: CooperativeOptions = {}) {
  return {
    associado: await rowsOf(associado, members, hours, options),
    conta: await rowsOf(conta, bankAccounts, hours, options),
    cartao: await rowsOf(cartao, cards, hours, options),
    movimento: await rowsOf(movimento, movements, hours, options),
  };
}

/** The rows of some hours of a job. */
export async function rowsOf<T extends Parameters<typeof rows>[0]>(
  job: Job,
  table: T,
  hours: readonly Hour[],
  options: CooperativeOptions = {},
) {
  const source = sourceOf(job, options);
  const all: ReturnType<typeof rows<T>> extends Generator<infer Row> ? Row[] : never[] = [];
  for (const hour of hours) {
    for await (const batch of source.batches(hour, noInputs)) all.push(...rows(table, batch));
  }
  return all;
}

/** A cooperative with `accounts` accounts an hour, of which `share` are members. */
export function aCooperative({
  seed = 'test',
  accounts = 600,
  share = 0.01,
  since = SINCE,
}: {
  readonly seed?: string;
  readonly accounts?: number;
  readonly share?: number;
  readonly since?: Hour;
} = {}): Cooperative {
  const settings = settingsOf({ seed, 'accounts-per-hour': accounts });
  return cooperative({ accounts: settings, share }, periodIndex(since));
}
