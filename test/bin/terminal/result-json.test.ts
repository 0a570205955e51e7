import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonRows } from '../../../bin/terminal/result-json.ts';
import { anyText } from '../../any-text.ts';

describe('rows as JSON', () => {
  it('are one array of objects, whatever the chunks', () => {
    const value = fc.oneof(anyText, fc.integer(), fc.boolean(), fc.constant(null));
    const chunks = fc.array(fc.array(fc.tuple(value, value), { maxLength: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(chunks, (parts) => {
        const json = new JsonRows(['a', 'b']);

        const text = [...parts.map((rows) => json.add(rows)), json.end()].join('');

        const objects = parts.flat().map(([a, b]) => ({ a, b }));
        expect(JSON.parse(text)).toEqual(objects);
      }),
    );
  });

  it('are indented by two spaces', () => {
    const json = new JsonRows(['n']);

    const text = json.add([[1], ['a\nb']]) + json.end();

    expect(text).toBe(`${JSON.stringify([{ n: 1 }, { n: 'a\nb' }], null, 2)}\n`);
  });

  it('are an empty array when there are none', () => {
    const json = new JsonRows(['n']);

    expect(json.add([]) + json.end()).toBe('[]\n');
  });

  it('keep the values of columns that have the same name', () => {
    const json = new JsonRows(['id', 'id', 'id_1', 'id']);

    expect(JSON.parse(json.add([[1, 2, 3, 4]]) + json.end())).toEqual([
      { id: 1, id_1: 2, id_1_1: 3, id_2: 4 },
    ]);
  });
});
