import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTarget } from '../../../lib/capture/rest/paginators/link-header.ts';
import { CaptureError } from '../../../lib/errors.ts';

const what = 'items, page 1';

describe('the header Link', () => {
  it.each([
    ['', undefined],
    ['<a>; rel="next"', 'a'],
    ['<a>;rel=next', 'a'],
    ['< a > ; REL = NEXT', 'a'],
    ['<a>; rel="prev", <b>; rel="next", <c>; rel="last"', 'b'],
    ['<a>; rel="first prev", <b>; rel="last next"', 'b'],
    ['<a,b;c>; rel=next', 'a,b;c'],
    ['<a>; title="x, <y>; rel=next"; rel=prev', undefined],
    ['<a>; title="a \\" b"; rel="next"', 'a'],
    ['<a>; rel=prev; rel=next', undefined],
    ['<a>; rel=nextpage, <b>; crossorigin; rel=next', 'b'],
    ['<a>, ,<b>; rel=next,', 'b'],
    ['<a>; title*=UTF-8\'\'n%c3%a4chste; rel="next"', 'a'],
  ])('%s leads to %s', (header, target) => {
    expect(nextTarget(header, { what })).toBe(target);
  });

  it.each(['a; rel=next', '<a', '<a> rel=next', '<a>; rel="next', '<a>; rel=next <b>'])(
    'is refused where it is no link: %s',
    (header) => {
      expect(() => nextTarget(header, { what })).toThrow(CaptureError);
      expect(() => nextTarget(header, { what })).toThrow(/RFC 8288/);
    },
  );

  it('may be any text, and is read or refused', () => {
    const part = fc.constantFrom('<', '>', ';', ',', '"', '\\', '=', 'rel', 'next', ' ', 'a');

    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        try {
          nextTarget(parts.join(''), { what });
        } catch (error) {
          expect(error).toBeInstanceOf(CaptureError);
        }
      }),
    );
  });
});
