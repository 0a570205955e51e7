import { Command, CommanderError, Option } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lakeOptions } from '../../bin/options/lake-options.ts';
import { landOptions } from '../../bin/options/land-options.ts';
import { parseCount } from '../../bin/options/parse-text.ts';
import { parseHourOrDay, parseShard } from '../../bin/options/time-options.ts';
import { usageMessage } from '../../bin/report/usage-error.ts';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { jobs } from '../../jobs/index.ts';
import { athenaValue } from '../../lib/engines/athena-values.ts';
import { findSavedQuery, parseSavedQuery } from '../../lib/engines/saved-query.ts';
import { HourlakeError } from '../../lib/errors.ts';
import { accountsSettings } from '../../lib/generate/accounts/accounts-settings.ts';
import { generatedAccountsKind } from '../../lib/generate/accounts/generated-accounts.ts';
import { bucketNameProblem } from '../../lib/lake/bucket-name.ts';
import {
  type Declaration,
  declarationBytes,
  newDeclaration,
  parseDeclaration,
} from '../../lib/lake/declaration.ts';
import { bucketUrl, parseLakeUrl } from '../../lib/lake/lake-url.ts';
import { objectKey, parseKey } from '../../lib/lake/object-key.ts';
import { settingsOfJob } from '../../lib/land/open-job.ts';
import { parseHour, parsePeriod } from '../../lib/model/period.ts';
import { completeSettings } from '../../lib/model/settings.ts';
import {
  branchSubjects,
  checkSubject,
  environmentSubjects,
  parseRepository,
} from '../../lib/stack/github-subjects.ts';
import { settingsFromContext } from '../../lib/stack/settings-from-context.ts';
import { badTexts, expectPrintable, FUZZ, FUZZ_TIMEOUT_MS, outcomeOf } from './bad-texts.ts';

const HOUR = parseHour('2026-11-20T13');
const KEY = objectKey(fakeAccounts, HOUR);
const OWNER = { owner: fakeAccounts.name };
const QUERY = '-- name: one\n-- description: Always one\n-- jobs: a-job\n\nSELECT 1\n';
const OCTO = parseRepository('octo/lake');

/** What reads a text from outside: texts that it takes, and how what it made of one is written again. */
const readers: readonly {
  readonly of: string;
  readonly valid: readonly string[];
  readonly read: (text: string) => unknown;
  /** What the text comes to when what was read of it is written. Default: it is not written. */
  readonly same?: (text: string) => string;
}[] = [
  { of: 'an hour', valid: [HOUR, '9999-12-31T23'], read: parseHour, same: (text) => text },
  {
    of: 'a period',
    valid: [HOUR, '2026-11-20', '3f9a0c51d2e7'],
    read: parsePeriod,
    same: (text) => text,
  },
  {
    of: 'a key',
    valid: [KEY],
    read: (key) => objectKey(fakeAccounts, parseKey(fakeAccounts, key) ?? HOUR) === key,
  },
  {
    of: 'the URL of a lake',
    valid: ['./lake', 's3://my-lake', 's3://my-lake/some/folder/', 's3://user:secret@my-lake?x#y'],
    read: (url) => {
      const lake = parseLakeUrl(url);
      return lake.kind === 'folder' ? lake.path : bucketUrl(lake);
    },
    same: (url) => (/^s3:/i.test(url) ? url.replace(/^s3/i, 's3').replace(/\/*$/, '') : url),
  },
  { of: 'the name of a bucket', valid: ['my-lake', '1.2.3.4'], read: bucketNameProblem },
  { of: 'a repository', valid: ['octo/lake', 'octo@1/lake@2'], read: parseRepository },
  { of: 'a branch', valid: ['main', 'feature/x'], read: (branch) => branchSubjects(OCTO, branch) },
  { of: 'an environment', valid: ['production'], read: (name) => environmentSubjects(OCTO, name) },
  { of: 'a subject', valid: ['repo:octo/lake:ref:refs/heads/main'], read: checkSubject },
  {
    of: 'the header of a saved query',
    valid: [QUERY, QUERY.replaceAll('\n', '\r\n')],
    read: (text) => parseSavedQuery('one.sql', text).sql,
    same: (text) => text,
  },
  {
    of: 'the file of a saved query',
    valid: ['one.sql'],
    read: (file) => `${parseSavedQuery(file, QUERY).name}.sql`,
    same: (text) => text,
  },
  {
    of: 'the name of a saved query',
    valid: ['one'],
    read: (name) => findSavedQuery([parseSavedQuery('one.sql', QUERY)], name).name,
    same: (text) => text,
  },
  {
    of: 'a declaration',
    valid: [declarationText()],
    read: (text) => new TextDecoder().decode(declarationBytes(declarationOf(text))),
  },
  {
    of: 'a seed',
    valid: ['hourlake', 'é😀'],
    read: (seed) => completeSettings(accountsSettings, { seed }, OWNER).seed,
    same: (text) => text,
  },
  ...['bigint', 'double', 'real', 'boolean', 'timestamp', 'decimal', 'varchar'].map((type) => ({
    of: `a ${type} of Athena`,
    valid: ['1', '1.50', '2026-11-20 13:00:00.500', 'Infinity', 'true', `${'0'.repeat(99)}1`],
    read: (text: string) => athenaValue(text, type),
  })),
];

function declarationText(): string {
  const settings = settingsOfJob(fakeAccounts, generatedAccountsKind);
  const facts = { since: HOUR, settings, generator: 'generated-accounts/1' };
  return new TextDecoder().decode(declarationBytes(newDeclaration(fakeAccounts, facts)));
}

function declarationOf(text: string): Declaration {
  return parseDeclaration(new TextEncoder().encode(text), fakeAccounts, { lake: './lake' });
}

const SILENT = { outputError: () => {}, writeErr: () => {}, writeOut: () => {} };

/** Names of the context, each with texts that it takes. */
const context: Readonly<Record<string, readonly string[]>> = {
  stackName: ['Hourlake'],
  catalog: ['crawler', 'projection'],
  jobs: ['fake-accounts', 'fake-accounts, fake-accounts-truth'],
  removal: ['keep'],
  destroyData: ['no'],
  bucketName: ['my-lake'],
  oldVersionsDays: ['30'],
  database: ['hourlake'],
  crawlerSchedule: ['none', 'cron(10 * * * ? *)'],
  projectedFrom: ['2026-01-01'],
  workgroup: ['hourlake'],
  scanLimitGiB: ['10'],
  freshnessHours: ['3'],
  dailyFreshnessHours: ['30'],
  alarmEmail: ['data@example.com'],
  github: ['octo/lake', 'none'],
  githubSubjects: ['repo:octo/lake:ref:refs/heads/main, repo:octo/x:environment:y'],
  githubBranch: ['main'],
  githubDeployEnvironment: ['production'],
  githubOidcProviderArn: [
    'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
  ],
};

describe('a text from outside that is', () => {
  it.each(readers)(
    '$of is read, or refused with an error of ours',
    ({ valid, read, same }) => {
      fc.assert(
        fc.property(badTexts(...valid), (text) => {
          const outcome = outcomeOf(() => read(text));

          if (same === undefined || outcome instanceof HourlakeError) return;
          expect(outcome).toBe(same(text));
        }),
        { numRuns: FUZZ },
      );
      for (const text of valid) outcomeOf(() => read(text));
    },
    FUZZ_TIMEOUT_MS,
  );

  it.each(Object.entries(context))(
    'the context %s is taken, or refused with an error of ours',
    (name, valid) => {
      const any = fc.oneof({ weight: 9, arbitrary: badTexts(...valid) }, fc.jsonValue());
      fc.assert(
        fc.property(any, (value) => {
          outcomeOf(() => settingsFromContext({ [name]: value }, { jobs }));
        }),
        { numRuns: FUZZ },
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'any of the numbers of a source is taken within its bounds alone',
    () => {
      fc.assert(
        fc.property(fc.double(), fc.double(), fc.double(), (mean, growth, dirt) => {
          const given = { 'accounts-per-hour': mean, growth, dirt };

          const outcome = outcomeOf(() => completeSettings(accountsSettings, given, OWNER));

          if (outcome instanceof HourlakeError) return;
          expect(outcome).toMatchObject(given);
        }),
        { numRuns: FUZZ },
      );
    },
    FUZZ_TIMEOUT_MS,
  );
});

describe('a text on the command line or in the environment', () => {
  const options = [...landOptions(), ...lakeOptions()].filter(
    ({ long }, position, all) => position === all.findIndex((other) => other.long === long),
  );
  const valid: Readonly<Record<string, string>> = {
    '--bucket-owner': '111122223333',
    '--concurrency': '4',
    '--now': '2026-11-20T14:05:00.000Z',
    '--workers': '2',
  };

  it.each(
    options
      .filter(({ required }) => required)
      .map((option) => [option.long ?? '', option] as const),
  )(
    'for %s is taken, or refused with a message that can be printed',
    (name, option) => {
      fc.assert(
        fc.property(badTexts(valid[name] ?? 'some-text'), (text) => {
          const message =
            usageErrorOf([`${name}=${text}`], option) ?? `Expected ${name} to be x. Y.`;

          expectPrintable(message);
          expect(message).toMatch(/^Expected --[a-z-]+ to be .+\. .+\.$/);
        }),
        { numRuns: FUZZ },
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it.each([
    ['an hour or a day', '2026-11-20', someOption().argParser(parseHourOrDay)],
    ['a shard', '2/8', someOption().argParser(parseShard)],
  ])('for %s is taken, or refused with a message that can be printed', (_, sample, option) => {
    fc.assert(
      fc.property(badTexts(sample), (text) => {
        const message = usageErrorOf([`--some=${text}`], option);

        expectPrintable(message ?? '');
      }),
      { numRuns: FUZZ },
    );
  });

  it(
    'is told by the name of its variable',
    () => {
      fc.assert(
        fc.property(
          badTexts('600').filter((text) => !text.includes('\0')),
          (text) => {
            process.env.HOURLAKE_TEST_FUZZED = text;

            const message = usageErrorOf(
              [],
              someOption().env('HOURLAKE_TEST_FUZZED').argParser(parseCount),
            );

            expectPrintable(message ?? '');
            expect(message ?? 'Expected HOURLAKE_TEST_FUZZED to be').toMatch(
              /^Expected HOURLAKE_TEST_FUZZED to be/,
            );
          },
        ),
        { numRuns: FUZZ },
      );
      delete process.env.HOURLAKE_TEST_FUZZED;
    },
    FUZZ_TIMEOUT_MS,
  );

  it('that is no command and no option is told as it can be printed', () => {
    const words = fc.array(badTexts('ingest', '--lake', '--now', '-x'), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(words, (argv) => {
        const message = usageErrorOf(argv);

        expectPrintable(message ?? '');
        expect(message ?? '').not.toContain('\n');
      }),
      { numRuns: FUZZ },
    );
  });
});

function someOption(): Option {
  return new Option('--some <value>');
}

/** What a person reads of a command line; `undefined` where nothing is wrong with it. */
function usageErrorOf(words: readonly string[], option?: Option): string | undefined {
  const command = new Command('ingest').exitOverride().configureOutput(SILENT);
  if (option !== undefined) command.addOption(option);
  try {
    new Command('hourlake')
      .exitOverride()
      .configureOutput(SILENT)
      .addCommand(command)
      .parse(option === undefined ? words : ['ingest', ...words], { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return usageMessage(error, words);
  }
}
