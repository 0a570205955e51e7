import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const files = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => posix.join('lib', file));

/** An example may call anything that the library exports. */
const scope: Record<string, unknown> = {};
// One after the other: at once, a module that many import can come to be there twice.
for (const file of files) Object.assign(scope, await import(pathToFileURL(file).href));

const AsyncFunction = (async () => {}).constructor as new (
  ...parameters: string[]
) => (...values: unknown[]) => Promise<unknown>;

const examples = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/@example\n([\s\S]*?)(?=\n \*\/|\n \* @)/g)].map(
    ([, block = '']) => ({
      file,
      lines: block.split('\n').map((line) => line.replace(/^ \* ?/, '')),
    }),
  ),
);

describe('docblocks', () => {
  it.each(files)('describe every export of %s', (file) => {
    const text = readFileSync(file, 'utf8');
    const exported = [...text.matchAll(/^export (?!\{|type \{|default).*$/gm)];

    const without = exported.filter(({ index }) => !text.slice(0, index).trimEnd().endsWith('*/'));

    expect(without.map(([line]) => line)).toEqual([]);
  });

  it('have examples', () => {
    expect(examples.length).toBeGreaterThan(30);
  });

  it.each(examples)('of $file have an example that is true: $lines.0', async ({ lines }) => {
    const checked = await runExample(lines);

    expect(checked.length).toBeGreaterThan(0);
    for (const { got, expected } of checked) expect(got).toEqual(expected);
  });
});

/** Lines such as `expression // => value` are compared, the others are run as they are. */
async function runExample(lines: readonly string[]) {
  const checked: { got: unknown; expected: unknown }[] = [];
  const body = lines.map((line) => {
    const [, expression, expected] = /^(.*?);? \/\/ => (.*)$/.exec(line) ?? [];
    return expression === undefined
      ? line
      : `check({ got: (${expression}), expected: (${expected}) });`;
  });
  const names = Object.keys(scope);
  const example = new AsyncFunction('check', ...names, body.join('\n'));
  await example(
    (result: (typeof checked)[number]) => checked.push(result),
    ...names.map((name) => scope[name]),
  );
  return checked;
}
