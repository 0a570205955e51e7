import { describe, expect, it } from 'vitest';
import { drawExpanded } from '../../../bin/terminal/expanded-rows.ts';

const PLAIN = { width: 40, emphasize: (name: string) => name };

describe('drawExpanded', () => {
  it('draws a line for each column, and a blank line between rows', () => {
    const drawn = drawExpanded(
      ['nome', 'telefone'],
      [
        ['Marina Pacheco Costa', '+55 65 97853-9752'],
        ['Diana Valente Gonzaga', '-'],
      ],
      PLAIN,
    );

    expect(drawn.split('\n')).toEqual([
      'nome      Marina Pacheco Costa',
      'telefone  +55 65 97853-9752',
      '',
      'nome      Diana Valente Gonzaga',
      'telefone  -',
    ]);
  });

  it('wraps a long value below itself, and cuts no word', () => {
    const drawn = drawExpanded(['a', 'é'], [['one two three', 'x'.repeat(20)]], {
      ...PLAIN,
      width: 12,
    });

    expect(drawn.split('\n')).toEqual(['a  one two', '   three', `é  ${'x'.repeat(20)}`]);
  });

  it('emphasizes names, and keeps the values in one column', () => {
    const emphasize = (name: string) => `<${name}>`;

    const drawn = drawExpanded(['a', 'long'], [['1', '2']], { width: 40, emphasize });

    expect(drawn).toBe('<a>     1\n<long>  2');
  });

  it('names the columns when there are no rows', () => {
    expect(drawExpanded(['uf', 'contas'], [], PLAIN)).toBe('No rows. The columns are uf, contas.');
  });
});
