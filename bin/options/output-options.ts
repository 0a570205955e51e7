import { Option } from 'commander';
import { chosen } from './parse-text.ts';

/** `--json` */
export function jsonOption(what: string): Option {
  return new Option('--json', `print ${what} as JSON`);
}

/** `--format` */
export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <format>', 'how to write it')
    .choices(formats)
    .default(formats[0])
    .argParser((text) => chosen('a format', text, formats));
}

/** `--engine` */
export function engineOption(engines: readonly string[]): Option {
  return new Option('--engine <name>', 'what answers (default: athena over s3://, else duckdb)')
    .choices(engines)
    .argParser((text) => chosen('an engine', text, engines));
}
