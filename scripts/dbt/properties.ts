import { stringify } from 'yaml';

/** A data test of dbt: its name, or its name with arguments. */
export type DataTest =
  | string
  | { readonly [name: string]: { readonly arguments: Readonly<Record<string, unknown>> } };

/** A column as dbt describes it. */
export interface ColumnProperties {
  readonly name: string;
  readonly data_type: string;
  readonly description: string;
  readonly data_tests?: readonly DataTest[];
}

/** A model or the table of a source as dbt describes it. */
export interface TableProperties {
  readonly name: string;
  readonly description: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly columns: readonly ColumnProperties[];
  readonly data_tests?: readonly DataTest[];
}

/** Returns a file of properties: YAML with a comment that says what wrote it. */
export function propertiesFile(
  written: string,
  properties: Readonly<Record<string, unknown>>,
): string {
  return `# ${written}\n${stringify({ version: 2, ...properties }, { lineWidth: 100 })}`;
}
