import { readFileSync, writeFileSync } from 'node:fs';
import { type Marks, withPart } from './marked-part.ts';

/** The document with the tables. */
export const document = 'docs/costs.md';

/** Month of the prices. */
const PRICES_OF = 'November 2026';

/** US dollars in us-east-1, before taxes and free tiers, from the price page of each service. */
const prices = {
  s3StorageGbMonth: 0.023,
  s3PutOrListPer1000: 0.005,
  s3GetPer1000: 0.0004,
  glueDpuHour: 0.44,
  athenaPerTb: 5,
  eventBridgeOptInPerMillion: 1,
  alarmMonth: 0.1,
  kmsKeyMonth: 1,
  kmsPer10000: 0.03,
  lambdaArmGbSecond: 0.0000133334,
  lambdaPerMillion: 0.2,
  sqsPerMillion: 0.4,
  secretMonth: 0.4,
  secretPer10000: 0.05,
  githubLinuxMinute: 0.006,
} as const;

/** Assumptions of the calculation. Each may differ in your account. */
export const assumed = {
  /** Hours in a month of 365.25 / 12 days. */
  hours: 730.5,
  /** A crawler run is billed for at least ten minutes, at two DPUs. */
  crawlMinutes: 10,
  crawlDpus: 2,
  /** Requests that Athena makes for each file: its length, its footer and its columns. */
  getsPerFile: 3,
  /** GitHub bills whole minutes. A run of the hourly job takes less than one. */
  minutesPerRun: 1,
  /** Each run lists the objects of its job, 1,000 keys per request, and the declarations. A year has 8,766 hours. */
  listsPerRun: 10,
  /** Each run puts the object of an hour, and the declaration again, which is refused and unchanged. */
  putsPerRun: 2,
  /** Each run reads the declaration, and its digest after the refusal. */
  getsPerRun: 2,
  /** Each run opens the key of the bronze layer for the job, and again when it is declared. */
  decryptsPerRun: 3,
  /** Requests of a run for a daily job of an API and its rejects: listings, and two declarations. */
  apiListsPerRun: 3,
  apiGetsPerRun: 2,
  /**
   * What the run that captures a day asks for as well: three objects, the first one twice, because that
   * tests the store, and the declarations again.
   */
  apiPutsPerDay: 6,
  apiGetsPerDay: 5,
  apiObjectsPerDay: 3,
  /** Requests of a run for the secret of an API: one for each of two fields. */
  secretReadsPerRun: 2,
  /** Files that are dropped in a month, each of which wakes the function up, and how long it works then. */
  droppedFiles: 100,
  secondsPerFile: 30,
  /** The memory of the function, 1,769 MB. */
  functionGb: 1769 / 1024,
  /** Lambda asks an empty queue by five requests at once, each of which waits for 20 seconds. */
  pollsPerHour: (5 * 3600) / 20,
} as const;

/** A size of a lake. The bytes per account are measured; see docs/costs.md. */
export interface LakeSize {
  readonly accountsPerHour: number;
  readonly bytesPerAccount: number;
  /** The same in the bronze layer, in which tokens stand for CPFs. */
  readonly bronzeBytesPerAccount: number;
}

/** The two sizes of the document. */
export const sizes: readonly LakeSize[] = [
  { accountsPerHour: 600, bytesPerAccount: 160, bronzeBytesPerAccount: 173 },
  { accountsPerHour: 100_000, bytesPerAccount: 137, bronzeBytesPerAccount: 169 },
];

const GB = 1e9;
const TB = 1e12;

/** Bytes landed in a month. */
function bytesPerMonth({ accountsPerHour, bytesPerAccount }: LakeSize): number {
  return accountsPerHour * bytesPerAccount * assumed.hours;
}

function storage(size: LakeSize, months: number): number {
  return ((bytesPerMonth(size) * months) / GB) * prices.s3StorageGbMonth;
}

/** The bronze layer keeps every account a second time. */
function bronzeStorage(size: LakeSize, months: number): number {
  return storage({ ...size, bytesPerAccount: size.bronzeBytesPerAccount }, months);
}

/** An object, its events and its partition cost the same for any object size. */
function landing(): number {
  const { hours, listsPerRun, putsPerRun, getsPerRun } = assumed;
  const writes = hours * (putsPerRun + listsPerRun);
  const reads = hours * getsPerRun;
  return (
    (writes / 1000) * prices.s3PutOrListPer1000 +
    (reads / 1000) * prices.s3GetPer1000 +
    (hours / 1e6) * prices.eventBridgeOptInPerMillion
  );
}

function crawler(runs: number): number {
  return runs * (assumed.crawlMinutes / 60) * assumed.crawlDpus * prices.glueDpuHour;
}

/** The KMS key, and the requests that open what it wrapped. */
function bronzeKey(): number {
  const requests = assumed.hours * assumed.decryptsPerRun;
  return prices.kmsKeyMonth + (requests / 10_000) * prices.kmsPer10000;
}

/**
 * One saved query over all columns of a month. Most queries read two or three columns and cost
 * less.
 */
function query(size: LakeSize): number {
  const scanned = Math.max(bytesPerMonth(size), 10e6);
  const requests = assumed.hours * assumed.getsPerFile;
  return (scanned / TB) * prices.athenaPerTb + (requests / 1000) * prices.s3GetPer1000;
}

/** The twelfth month of one hourly table, without a crawler. */
function month(size: LakeSize): number {
  return storage(size, 12) + landing() + 100 * query(size) + prices.alarmMonth;
}

/** What the bronze layer adds to it. */
function bronze(size: LakeSize): number {
  return bronzeStorage(size, 12) + bronzeKey() + prices.alarmMonth;
}

/** The function that takes in dropped files, its queue, and its alarms. */
function inbox(): number {
  const { droppedFiles, secondsPerFile, functionGb, hours, pollsPerHour } = assumed;
  const work = droppedFiles * secondsPerFile * functionGb * prices.lambdaArmGbSecond;
  const calls = (droppedFiles / 1e6) * prices.lambdaPerMillion;
  const polls = ((hours * pollsPerHour) / 1e6) * prices.sqsPerMillion;
  return work + calls + polls + 2 * prices.alarmMonth;
}

/** The requests and events of a daily job that captures an API. */
function api(): number {
  const { hours, apiListsPerRun, apiGetsPerRun } = assumed;
  const { apiPutsPerDay, apiGetsPerDay, apiObjectsPerDay } = assumed;
  const days = hours / 24;
  const writes = hours * apiListsPerRun + days * apiPutsPerDay;
  const reads = hours * apiGetsPerRun + days * apiGetsPerDay;
  return (
    (writes / 1000) * prices.s3PutOrListPer1000 +
    (reads / 1000) * prices.s3GetPer1000 +
    ((days * apiObjectsPerDay) / 1e6) * prices.eventBridgeOptInPerMillion
  );
}

/** A secret in Secrets Manager, if every run reads it; one that has nothing to capture need not. */
function secret(): number {
  const requests = assumed.hours * assumed.secretReadsPerRun;
  return prices.secretMonth + (requests / 10_000) * prices.secretPer10000;
}

function runner(): number {
  return assumed.hours * assumed.minutesPerRun * prices.githubLinuxMinute;
}

/** Returns the costs of a month as a Markdown table, with a row per part and a column per size. */
export function monthTable(): string {
  const rows: [string, string, (size: LakeSize) => number][] = [
    [
      'S3: storage, in the first month',
      'accounts x bytes x 730.5 h x $0.023/GB',
      (s) => storage(s, 1),
    ],
    [
      'S3: storage, in the twelfth month',
      'the same for twelve months of data',
      (s) => storage(s, 12),
    ],
    ['S3: requests and events', '12 PUT or LIST, 2 GET and 1 event per hour', landing],
    [
      'Crawler every hour (default)',
      '730.5 x 10 min x 2 DPU x $0.44',
      () => crawler(assumed.hours),
    ],
    ['Crawler once a day', '30.4 x 10 min x 2 DPU x $0.44', () => crawler(assumed.hours / 24)],
    ['No crawler', 'the run registers partitions, or Athena projects them', () => 0],
    ['Athena: a query over a month, all columns', 'bytes x $5/TB + 3 GET per file', query],
    ['Athena: 100 such queries', '100 x the above', (s) => 100 * query(s)],
    ['Alarm', 'one standard metric per job', () => prices.alarmMonth],
    ['Bronze layer: the KMS key', '$1 + 3 requests per hour at $0.03 per 10,000', bronzeKey],
    [
      'Bronze layer: storage, in the twelfth month',
      'accounts x bytes in bronze x 12 months x $0.023/GB',
      (s) => bronzeStorage(s, 12),
    ],
    [
      'Inbox: the function, for 100 files',
      '100 x 30 s x 1.73 GB x $0.0000133 + 657,450 polls x $0.40/million + 2 alarms',
      inbox,
    ],
    [
      'API: requests and events of a daily job',
      '3 LIST and 2 GET per hour, 6 PUT, 5 GET and 3 events per day',
      api,
    ],
    ['API: a secret in Secrets Manager', '$0.40 + 2 requests per hour at $0.05 per 10,000', secret],
    ['GitHub Actions, public repository', 'free', () => 0],
    [
      'GitHub Actions, private repository, beyond the free minutes',
      '730.5 x 1 min x $0.006',
      runner,
    ],
  ];
  return [
    `| part | calculation | ${sizes.map(nameOf).join(' | ')} |`,
    `|---|---|${sizes.map(() => '--:|').join('')}`,
    ...rows.map(
      ([part, how, cost]) =>
        `| ${part} | ${how} | ${sizes.map((size) => dollars(cost(size))).join(' | ')} |`,
    ),
  ].join('\n');
}

/**
 * Returns the costs of the twelfth month, with 100 queries, for four configurations of the stack.
 */
export function settingsTable(): string {
  const rows: [string, (size: LakeSize) => number][] = [
    [
      'Default: a crawler every hour, and the bronze layer',
      (s) => month(s) + bronze(s) + crawler(assumed.hours),
    ],
    [
      '`-c crawlerSchedule="cron(10 6 * * ? *)"`: a crawler once a day',
      (s) => month(s) + bronze(s) + crawler(assumed.hours / 24),
    ],
    ['`-c catalog=registered` or `-c catalog=projection`: no crawler', (s) => month(s) + bronze(s)],
    ['`-c catalog=registered -c bronze=off`: no bronze layer either', month],
  ];
  return [
    `| setting | ${sizes.map(nameOf).join(' | ')} |`,
    `|---|${sizes.map(() => '--:|').join('')}`,
    ...rows.map(
      ([setting, cost]) =>
        `| ${setting} | ${sizes.map((size) => dollars(cost(size))).join(' | ')} |`,
    ),
  ].join('\n');
}

function nameOf({ accountsPerHour }: LakeSize): string {
  return `${accountsPerHour.toLocaleString('en-US')} accounts per hour`;
}

function dollars(amount: number): string {
  if (amount === 0) return '$0';
  return amount < 0.01 ? 'under $0.01' : `$${amount.toFixed(2)}`;
}

/** Returns the document with current tables. */
export function withCosts(text: string): string {
  const parts: [string, string][] = [
    ['month', monthTable()],
    ['settings', settingsTable()],
    [
      'prices',
      [
        `Prices in us-east-1 in US dollars, as of ${PRICES_OF}. Check the price pages before you rely on them.`,
        '',
        '| price | US dollars |',
        '|---|--:|',
        ...Object.entries(prices).map(([name, price]) => `| \`${name}\` | ${price} |`),
      ].join('\n'),
    ],
  ];
  return parts.reduce((written, [name, part]) => withPart(written, marksOf(name), part), text);
}

function marksOf(name: string): Marks {
  return {
    begin: `<!-- ${name}: written by "npm run docs" -->`,
    end: `<!-- end of ${name} -->`,
  };
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(document, withCosts(readFileSync(document, 'utf8')));
}
