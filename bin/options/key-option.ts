import { Option } from 'commander';
import { environment } from './environment.ts';
import { named } from './parse-text.ts';

/** The option that says where the key of a lake is kept. */
export interface KeyOptions {
  /** A reference such as `file:bronze.key`. Default: what the job says, then the key file of the user. */
  readonly key?: string;
}

/** `--key` */
export function keyOption(): Option {
  return new Option(
    '--key <reference>',
    'where the key of the bronze layer is kept: env:NAME, file:PATH, aws:NAME#field, gcp:projects/P/secrets/S#field or kms:KEY',
  )
    .env(environment.key)
    .argParser((text) => named('where a key is kept, such as file:bronze.key', text));
}
