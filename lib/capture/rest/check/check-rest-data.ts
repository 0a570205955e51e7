import type { ContractData } from '../../../contract/contract-data.ts';
import { InputError } from '../../../errors.ts';
import { isRecord } from '../../../model/is-record.ts';
import {
  flag,
  type Member,
  mapOf,
  number,
  object,
  oneOfKinds,
  optional,
  scalar,
  text,
} from '../../check/shape.ts';
import type { PaginatorOf } from '../paginators/paginator.ts';
import type {
  ChildRequest,
  Paginator,
  RestApi,
  RestAuth,
  RestData,
  RestIncremental,
  RestLimits,
  RestRequest,
} from '../rest-data.ts';
import { checkRequests } from './check-request.ts';
import {
  headerNameProblem,
  headerProblem,
  headerValueProblem,
  memberProblem,
  pathProblem,
  referenceProblem,
  urlProblem,
} from './text-rules.ts';

/** What a job of an API has besides its table, as plain data. */
export interface RestJobData extends RestData {
  /** Name of the job that captures. */
  readonly job: string;
  readonly contract: ContractData;
}

/** The members of a type, each with its check. */
type Members<T> = Readonly<Record<Exclude<keyof T, 'kind'>, Member>>;

const positive = number({ above: 0 });
const fromOne = number({ from: 1, isWhole: true });
const member = text(memberProblem);
const reference = text(referenceProblem);
const total = optional(member);

const oauth2: Members<Extract<RestAuth, { kind: 'oauth2' }>> = {
  tokenUrl: text(urlProblem),
  clientId: reference,
  clientSecret: reference,
  scope: optional(text()),
};

const auth: Readonly<Record<RestAuth['kind'], Readonly<Record<string, Member>>>> = {
  oauth2,
  bearer: { token: reference },
  header: { name: text(headerNameProblem), value: reference },
};

const api: Members<RestApi> = {
  baseUrl: text(urlProblem),
  auth: optional(oneOfKinds(auth)),
  headers: optional(mapOf(text(headerValueProblem), headerProblem)),
  requestsPerSecond: optional(positive),
  tries: optional(fromOne),
  longestWaitSeconds: optional(number({ from: 0 })),
  timeoutSeconds: optional(positive),
};

const paginators: { readonly [Kind in Paginator['kind']]: Members<PaginatorOf<Kind>> } = {
  single: { total },
  offset: { parameter: text(), total },
  page: {
    parameter: text(),
    first: optional(number({ from: 0, isWhole: true })),
    pages: optional(member),
    total,
  },
  'next-link': { at: member, total },
  'link-header': { total },
  cursor: { parameter: text(), at: member, total },
};

const request: Members<RestRequest> = {
  path: text(pathProblem),
  query: optional(mapOf(scalar)),
  records: (value, place) => {
    if (value !== '') member(value, place);
  },
  paginator: oneOfKinds(paginators),
  most: optional(fromOne),
  child: optional((value, place) => object(child)(value, place)),
};

const child: Members<ChildRequest> = { ...request, include: optional(mapOf(member)) };

const incremental: Members<RestIncremental> = { field: member, newestFirst: optional(flag) };

const limits: Members<RestLimits> = {
  pages: optional(fromOne),
  megabytes: optional(number({ from: 1 })),
};

const jobData: Members<RestJobData> = {
  job: text(),
  contract: mapOf(() => {}),
  api: object(api),
  request: object(request),
  fields: optional(mapOf(member)),
  incremental: optional(object(incremental)),
  limits: optional(object(limits)),
};

/**
 * Reads the data of a job that captures an API. The contract itself is checked when it is opened.
 *
 * @param data as `restJob` makes it
 * @throws InputError that names the unusable part. Text is not repeated, because it may be a secret.
 */
export function restDataOf(data: unknown): RestJobData {
  if (isRecord(data) && typeof data.job === 'string') {
    checkShape(data, data.job);
    checkRequests(data, data.job);
    return data;
  }
  throw new InputError({
    expected: 'a job of an API to be made by restJob',
    got: 'other data',
    advice: 'Make the job in its file in jobs/ with restJob.',
  });
}

function checkShape(data: unknown, job: string): asserts data is RestJobData {
  object(jobData)(data, { path: '', job });
}
