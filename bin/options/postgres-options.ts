import { Option } from 'commander';
import { environment } from './environment.ts';
import { named } from './parse-text.ts';

/** What a person names as a database, for errors. */
export const POSTGRES_EXAMPLE = 'a database, such as postgres://user@host/database';

/** `--db` */
export function databaseUrlOption(): Option {
  return new Option(
    '--db <database>',
    'the database that --engine postgres or spark asks: postgres://user@host/database, postgres+embedded:./folder, or where the URL is kept, such as env:NAME',
  )
    .env(environment.postgres)
    .argParser((text) => named(POSTGRES_EXAMPLE, text));
}

/** `--password-from` */
export function passwordOption(): Option {
  return new Option(
    '--password-from <reference>',
    'where the password is kept: env:NAME, file:PATH, aws:NAME#field or gcp:projects/P/secrets/S#field (default: PGPASSWORD, or ~/.pgpass)',
  ).argParser((text) => named('where the password is kept, such as file:postgres.password', text));
}
