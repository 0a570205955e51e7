import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paginator } from '../../lib/capture/rest/rest-data.ts';
import { CaptureError } from '../../lib/errors.ts';
import { aJob, anApi, landedRows } from '../capture/rest/an-api.ts';
import { badTexts, FUZZ, FUZZ_TIMEOUT_MS, ourError } from './bad-texts.ts';

/** Stands in every text, so that a message that quotes one is found out. */
const MARKER = 'Segredo';

const scalar = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 3, 1.5, 1e300, 2 ** 53, '', `${MARKER}`, `${MARKER}\ud800`),
  fc.string().map((text) => `${MARKER} ${text}`),
);

/** Any JSON whose members are often those that the job looks for. */
const body = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom('items', 'total', 'next', 'id', 'name', 'at', '__proto__'),
        fc.string().map((name) => `${MARKER}${name}`),
      ),
      tie('any'),
      { maxKeys: 4 },
    ),
  ),
})).any;

const likely = fc.record(
  {
    items: fc.array(fc.oneof(body, fc.record({ id: scalar, name: scalar, at: scalar }))),
    total: fc.oneof(scalar, fc.nat(5)),
    next: fc.oneof(scalar, fc.constantFrom('?page=2', '/v1/items', `https://${MARKER}.com/`)),
  },
  { requiredKeys: ['items'] },
);

const answer = fc.record({
  text: fc.oneof(
    { weight: 5, arbitrary: likely.map((value) => JSON.stringify(value)) },
    { weight: 3, arbitrary: body.map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: badTexts(`{"items":[{"id":1,"name":"${MARKER}"}],"total":1}`) },
  ),
  link: fc.oneof(fc.constant('<items?page=2>; rel=next'), badTexts(`<${MARKER}>; rel="next"`)),
});

const paginator = fc.constantFrom<Paginator>(
  { kind: 'single' },
  { kind: 'single', total: 'total' },
  { kind: 'offset', parameter: 'offset' },
  { kind: 'offset', parameter: 'offset', total: 'total' },
  { kind: 'page', parameter: 'page', pages: 'total' },
  { kind: 'next-link', at: 'next' },
  { kind: 'link-header' },
  { kind: 'cursor', parameter: 'after', at: 'next' },
);

const child = {
  path: 'items/{parent.id}/parts',
  records: 'items',
  paginator: { kind: 'single' },
  include: { name: 'name' },
} as const;

describe('an answer of an API', () => {
  it('is any text, and gives rows or an error that quotes nothing of it', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const outcomes = new Set<string>();
    const answers = fc.array(answer, { minLength: 1, maxLength: 4 });
    const shape = fc.record({ paginator, hasChild: fc.boolean(), hasTime: fc.boolean() });

    await fc.assert(
      fc.asyncProperty(answers, shape, async (given, { hasChild, hasTime, ...asked }) => {
        const api = anApi((_, before) => given[before % given.length] ?? {});
        const request = { path: 'items', records: 'items', ...asked, ...(hasChild && { child }) };
        const job = aJob({
          request,
          limits: { pages: 9 },
          ...(hasTime && { incremental: { field: 'at', newestFirst: true } }),
        });
        try {
          await landedRows(job, api);
          outcomes.add('rows');
        } catch (error) {
          expect(error).toBeInstanceOf(CaptureError);
          expect(ourError(error).message).not.toContain(MARKER);
          outcomes.add('refused');
        }
      }),
      { numRuns: FUZZ },
    );

    expect(outcomes).toEqual(new Set(['rows', 'refused']));
  });
});
