import pMap from 'p-map';
import type { Inventory } from '../lake/inventory.ts';
import { declarationKey } from '../lake/object-key.ts';
import { capturedFilesOf, capturedPeriodsOf } from '../lake/raw-key.ts';
import { isExpired } from '../land/expiry.ts';
import type { LakeJob } from '../land/lake-jobs.ts';
import { inThisThread } from '../land/land-period.ts';
import { capturingJob, isParsed } from '../land/raw-objects.ts';
import { inputsFrom } from '../land/read-inputs.ts';
import type { Job } from '../model/job.ts';
import { isWithin, type Period } from '../model/period.ts';
import type { ExamineInput, ExamineOptions, JobExamination } from './examine.ts';
import { examineCatalog, type Registered } from './examine-catalog.ts';
import type { JobFinding } from './finding.ts';
import { gapsIn, planSinceBeginning, unreadIn } from './gaps.ts';
import { type Look, lookAtBytes, lookAtFooter, readerOf } from './look.ts';

/** What is known about a job before its objects are looked at. */
export interface ExamineJobInput extends Pick<ExamineInput, 'store' | 'keys' | 'instant' | 'span'> {
  readonly opened: LakeJob;
  readonly registered: Registered | undefined;
  /** The inventory of every job of the lake, by name of the job. */
  readonly inventories: ReadonlyMap<string, Inventory>;
}

/** Examines one job. */
export async function examineJob(
  input: ExamineJobInput,
  options: ExamineOptions,
): Promise<JobExamination> {
  const { opened, registered, inventories, instant, keys, span = {} } = input;
  const { job } = opened;
  const isAsked = (period: Period) => isWithin(period, span);
  const landedOf = (name: string) => inventories.get(name)?.landed ?? [];
  const landed = landedOf(job.name);
  const plan = planSinceBeginning(opened, landedOf, {
    instant,
    capturedOf: (each) => capturedOf(each, keys),
  });
  const unread = unreadIn(plan, opened);
  const asked = landed.filter(isAsked);
  const looks = await lookAtAll(input, asked, options);
  const reached = new Set(looks.map(({ period }) => period));
  return {
    job,
    opened,
    findings: [
      ...declarationFindings(opened, landed),
      ...gapsIn(plan.missing.filter(isAsked)),
      ...gapsIn(unread.filter(isAsked)).map((gap) => ({ ...gap, ...readerOf(opened) })),
      ...gapsIn(plan.lost.filter(isAsked)).map((gap) => ({ ...gap, kind: 'lost' }) as const),
      ...looks.flatMap(({ finding }) => finding ?? []),
      ...(inventories.get(job.name)?.foreign ?? []).map(
        (key) => ({ kind: 'foreign', key }) as const,
      ),
      ...(registered?.partitions === undefined
        ? []
        : examineCatalog(registered, { job: opened, landed }, isAsked)),
    ],
    landed,
    looks,
    waiting: plan.waiting.filter(({ period }) => isAsked(period) && !unread.includes(period)),
    expired: plan.expired.filter(isAsked),
    toRemove: asked.filter((period) => isExpired(opened, period)),
    notReached: options.depth === 'listing' ? [] : asked.filter((period) => !reached.has(period)),
  };
}

/** What was captured for a job, by itself or by the job whose rejects it has. */
function capturedOf(job: Job, keys: readonly string[]): readonly Period[] {
  const { grain } = job;
  if (!isParsed(job)) return [];
  const name = capturingJob(job);
  return grain === 'file' ? capturedFilesOf(keys, name) : capturedPeriodsOf(keys, { name, grain });
}

function declarationFindings({ job, declared }: LakeJob, landed: readonly Period[]): JobFinding[] {
  const key = declarationKey(job.name);
  if (declared === 'in the lake') return [];
  if (landed.length === 0) return [{ kind: 'empty' }];
  return [
    { kind: 'undeclared', key, reason: 'its settings were read from the footers of its files' },
  ];
}

async function lookAtAll(
  { store, opened }: ExamineJobInput,
  periods: readonly Period[],
  {
    depth = 'bytes',
    concurrency = 4,
    openMaker = (made) => inThisThread(made.source, inputsFrom(store, made)),
    signal,
    onBegin,
    onLook,
  }: ExamineOptions,
): Promise<Look[]> {
  if (depth === 'listing') return [];
  onBegin?.(opened.job, periods.length);
  const looks: Look[] = [];
  const maker = depth === 'bytes' ? openMaker(opened, periods) : undefined;
  await pMap(
    periods,
    async (period) => {
      if (signal?.aborted) return;
      const looked = { job: opened, store, period };
      const look = await (maker === undefined ? lookAtFooter(looked) : lookAtBytes(looked, maker));
      looks.push(look);
      onLook?.(opened.job, look);
    },
    { concurrency },
  ).finally(() => maker?.close());
  return looks.sort((a, b) => (a.period < b.period ? -1 : 1));
}
