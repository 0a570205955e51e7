import { Option } from 'commander';
import { environment } from './environment.ts';
import { named } from './parse-text.ts';

/** The options that name what a run notifies on AWS. */
export interface CatalogOptions {
  readonly database?: string;
  readonly crawler?: string;
}

/** `--database` and `--crawler` */
export function catalogOptions(): Option[] {
  return [
    databaseOption('Glue database to register periods in (s3:// lakes)'),
    new Option('--crawler <name>', 'Glue crawler to start when periods have landed')
      .env(environment.crawler)
      .argParser((text) => named('a Glue crawler, such as hourlake', text)),
  ];
}

/** `--database` */
export function databaseOption(what: string): Option {
  return new Option('--database <name>', what)
    .env(environment.database)
    .argParser((text) => named('a Glue database, such as hourlake', text));
}
