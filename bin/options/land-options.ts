import { Option } from 'commander';
import { bigQueryQueryOptions } from './bigquery-options.ts';
import { catalogOptions } from './catalog-options.ts';
import { jobOptions } from './job-options.ts';
import { lakeOptions } from './lake-options.ts';
import { concurrencyOption, workersOption } from './making-options.ts';
import { originOption } from './origin-option.ts';
import { jsonOption } from './output-options.ts';
import { named } from './parse-text.ts';
import { nowOption } from './time-options.ts';

/** The options of the commands that land periods, besides those that say which. */
export function landOptions(): Option[] {
  return [
    ...lakeOptions(),
    ...catalogOptions(),
    ...jobOptions(),
    originOption(),
    ...bigQueryQueryOptions(),
    workersOption(),
    concurrencyOption(),
    jsonOption('receipts'),
    summaryOption(),
    nowOption(),
  ];
}

/** `--summary` */
function summaryOption(): Option {
  return new Option(
    '--summary <file>',
    'append the receipts to a file, as a Markdown table',
  ).argParser((text) => named('a file to append to, such as summary.md', text));
}
