import { InvalidArgumentError, Option } from 'commander';
import { environment } from './environment.ts';

/** Who pays for queries of BigQuery, and how much at most. */
export interface BigQueryQueryOptions {
  /** Id of the project in Google Cloud that is billed. */
  readonly billingProject?: string;
  /** Most bytes that one period may be billed. Default: what the job says. */
  readonly mostBytes?: number;
}

/** `--billing-project` and `--most-bytes` */
export function bigQueryQueryOptions(): Option[] {
  return [
    new Option(
      '--billing-project <id>',
      'project in Google Cloud that pays for queries of BigQuery',
    )
      .env(environment.billingProject)
      .argParser(parseProject),
    new Option(
      '--most-bytes <size>',
      'most that BigQuery may read for one period, such as 200GB (default: what the job says)',
    )
      .env(environment.mostBytes)
      .argParser(parseSize),
  ];
}

/** `--yes` */
export function yesOption(): Option {
  return new Option('--yes', 'do not ask whether the price of a range is fine');
}

/** As Google names projects, with the domain of an old one: `example.com:my-project`. */
const PROJECT = /^(?:[a-z][a-z0-9.-]*:)?[a-z][a-z0-9-]{2,62}$/;

function parseProject(text: string): string {
  if (PROJECT.test(text)) return text;
  throw new InvalidArgumentError(
    `Expected the id of a project in Google Cloud, got ${JSON.stringify(text)}. "gcloud projects list" shows yours.`,
  );
}

const SIZE = /^(\d+(?:\.\d+)?) ?([kmgt]i?)?b?$/i;

const POWERS = ['', 'k', 'm', 'g', 't'];

/**
 * Parses a number of bytes: `500MB` are 500,000,000, `1GiB` are 1,073,741,824.
 *
 * @returns a whole number from 1
 */
export function parseSize(text: string): number {
  const [, number = '', unit = ''] = SIZE.exec(text.trim()) ?? [];
  const base = unit.length === 2 ? 1024 : 1000;
  const bytes = Math.round(Number(number) * base ** POWERS.indexOf(unit.charAt(0).toLowerCase()));
  if (number !== '' && bytes >= 1 && Number.isSafeInteger(bytes)) return bytes;
  throw new InvalidArgumentError(
    `Expected a number of bytes, got ${JSON.stringify(text)}. Write, for example, 500MB, 200GB or 1TiB.`,
  );
}
