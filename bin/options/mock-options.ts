import { InvalidArgumentError, Option } from 'commander';
import { mockSettings } from '../../lib/generate/mock/mock-settings.ts';
import type { Setting } from '../../lib/model/settings.ts';
import { countOf, named } from './parse-text.ts';

/** What decides mock rows, as the command line says it. */
export interface MockOptions {
  readonly rows?: RowsAsked;
  readonly skip?: number;
  readonly seed?: string;
  readonly nulls?: number;
  readonly repeated?: number;
  readonly skew?: number;
  readonly with?: string;
}

/** What `--rows` says: for all tables, and for some of them. */
export interface RowsAsked {
  readonly all?: number;
  readonly tables: ReadonlyMap<string, number>;
}

/** `--rows` and all that decides the rows. */
export function mockOptions(): Option[] {
  const { seed, nulls, repeated, skew } = mockSettings;
  return [
    new Option(
      '--rows <n>',
      'rows of each table (default: 10); TABLE=N for one, once for each',
    ).argParser(parseRows),
    new Option('--skip <n>', 'leave out the first N rows: those of an earlier command').argParser(
      (text) => countOf(text, 'Pass, for example, 1000.'),
    ),
    settingOption('--seed <text>', seed),
    settingOption('--nulls <share>', nulls),
    settingOption('--repeated <n>', repeated),
    settingOption('--skew <n>', skew),
    new Option('--with <file>', 'a JSON file that says what fields are (docs/mock.md)').argParser(
      (text) => named('a file such as mock.json', text),
    ),
  ];
}

function parseRows(text: string, before: RowsAsked = { tables: new Map() }): RowsAsked {
  const sign = text.lastIndexOf('=');
  const count = countOf(text.slice(sign + 1), 'Pass, for example, 1000, or orders=1000.');
  if (sign < 0) return { ...before, all: count };
  return { ...before, tables: new Map([...before.tables, [text.slice(0, sign), count]]) };
}

function settingOption(flags: string, setting: Setting): Option {
  const { description, expected, example } = setting;
  const words = `${description.charAt(0).toLowerCase()}${description.slice(1)}`;
  return new Option(flags, `${words} (default: ${setting.default})`).argParser((text) => {
    const value = setting.parse(text);
    if (value !== undefined) return value;
    throw new InvalidArgumentError(
      `Expected ${expected}, got ${JSON.stringify(text)}. Pass, for example, ${example}.`,
    );
  });
}
