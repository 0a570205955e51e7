import { Option } from 'commander';
import { environment } from './environment.ts';

/** `--duckdb-extensions` */
export function duckDbExtensionsOption(): Option {
  return new Option(
    '--duckdb-extensions <folder>',
    'where DuckDB finds httpfs for a lake in s3:// (default: it downloads it once)',
  ).env(environment.duckdbExtensions);
}
