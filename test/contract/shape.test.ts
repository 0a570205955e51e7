import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { podcasts } from '../../jobs/podcasts.ts';
import { vendas } from '../../jobs/vendas.ts';
import { jobContract } from '../../lib/check/job-contract.ts';
import { rowChecker } from '../../lib/contract/check-rows.ts';
import { contractDigest } from '../../lib/contract/contract-digest.ts';
import { addChecked, faultText, judgeCapture, noCounts } from '../../lib/contract/judge-capture.ts';
import { openShape } from '../../lib/contract/open-shape.ts';
import { type ShapeData, shapeProblem } from '../../lib/contract/shape-data.ts';
import type { RawValue } from '../../lib/model/raw-rows.ts';
import { checkValues, contractOf, rawRows } from './contract-table.ts';
import { anyPart, anyPlant, anyShape, fitting, pathOf, plant, SECRET } from './planted-faults.ts';

const SHAPE: ShapeData = {
  'python!': 'string',
  distro: { name: 'string', libc: { lib: 'string', version: 'string' } },
  ci: 'boolean',
};

const WHOLE = {
  python: '3.11.5',
  distro: { name: 'Debian', libc: { lib: 'glibc', version: '2.36' } },
  ci: null,
};

describe('the shape of a document', () => {
  it('takes null at every level, except in a required member', () => {
    expect(faultsOf(SHAPE, WHOLE)).toEqual([]);
    expect(faultsOf(SHAPE, { ...WHOLE, distro: null })).toEqual([]);
    expect(faultsOf(SHAPE, { ...WHOLE, distro: { name: null, libc: null } })).toEqual([]);
    expect(faultsOf(SHAPE, { ...WHOLE, python: null })).toEqual([['.python', 'required']]);
  });

  it.each<[string, object, [string, string]]>([
    ['a missing member', { python: '3', ci: true }, ['.distro', 'missing']],
    [
      'a missing member of the innermost record',
      { ...WHOLE, distro: { name: null, libc: { lib: null } } },
      ['.distro.libc.version', 'missing'],
    ],
    ['a number for a text', { ...WHOLE, python: 3.11 }, ['.python', 'type']],
    ['a number for a record', { ...WHOLE, distro: 7 }, ['.distro', 'type']],
    [
      'a list for a record',
      { ...WHOLE, distro: { name: null, libc: [] } },
      ['.distro.libc', 'type'],
    ],
    ['a NaN', { ...WHOLE, ci: Number.NaN }, ['.ci', 'type']],
  ])('finds %s', (_, document, fault) => {
    expect(faultsOf(SHAPE, document)).toEqual([fault]);
  });

  it('finds all faults of a document, not only the first', () => {
    const document = { distro: { name: 7, libc: { lib: Number.NaN } }, ci: 'no' };

    expect(faultsOf(SHAPE, document)).toEqual([
      ['.python', 'missing'],
      ['.distro.name', 'type'],
      ['.distro.libc.lib', 'type'],
      ['.distro.libc.version', 'missing'],
      ['.ci', 'type'],
    ]);
  });

  it('looks into the records of lists', () => {
    const shape: ShapeData = { files: [{ 'name!': 'string', tags: ['string'] }] };

    expect(faultsOf(shape, { files: [null, { name: 'a', tags: [null] }] })).toEqual([]);
    expect(faultsOf(shape, { files: [{ name: null, tags: ['x', 7] }] })).toEqual([
      ['.files[].name', 'required'],
      ['.files[].tags[]', 'type'],
    ]);
  });

  it('ignores further members, and says where there are any', () => {
    const extras: string[] = [];
    const document = { ...WHOLE, cpu: 'x', distro: { ...WHOLE.distro, id: 'y', more: 'z' } };

    openShape(SHAPE)(document, {
      onFault: () => expect.unreachable(),
      onExtra: (path) => extras.push(path),
    });

    expect(extras).toEqual(['.distro', '']);
  });

  it('fits whatever was made to fit it, whatever the shape', () => {
    const some = anyShape.chain((shape) => fc.tuple(fc.constant<ShapeData>(shape), fitting(shape)));

    fc.assert(
      fc.property(some, ([shape, document]) => {
        expect(shapeProblem(shape)).toBeUndefined();
        expect(faultsOf(shape, document)).toEqual([]);
      }),
    );
  });

  it('names a fault by its path and rule, wherever it is planted', () => {
    const some = anyShape.chain((shape) =>
      fc.tuple(fc.constant<ShapeData>(shape), fitting(shape), anyPlant(shape)),
    );

    fc.assert(
      fc.property(some, ([shape, document, fault]) => {
        const found = faultsOf(shape, plant(document, shape, fault));

        expect([...new Set(found.map((each) => each.join(' ')))]).toEqual([
          `${pathOf(fault.place)} ${fault.rule}`,
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[unknown, RegExp]>([
    ['string', /a record of members or a list of one shape/],
    [{}, /it has members with names/],
    [{ '!': 'string' }, /it has members with names/],
    [{ a: 'string', 'a!': 'string' }, /it has each member once/],
    [{ a: { b: 'text' } }, /in which a\.b is a record, a list of one shape, or one of string, /],
    [{ a: [] }, /in which a is a record, a list/],
    [{ a: ['string', 'double'] }, /in which a is a record, a list/],
    [{ a: [{ b: null }] }, /in which a\[\]\.b is a record/],
  ])('is refused as %j', (shape, problem) => {
    const declared = { columns: { c: { shape } } };

    expect(shapeProblem(shape)).toMatch(problem);
    // What a person wrote may be anything.
    expect(() => contractOf({ c: 'json' }, declared as object)).toThrow(problem);
  });

  it('belongs to columns of JSON only', () => {
    const declared = { columns: { c: { shape: { a: 'string' as const } } } };

    expect(() => contractOf({ c: 'string' }, declared)).toThrow(
      /an object of options of a column of type string: .*, got "shape"/,
    );
  });

  it('can be any part within a record', () => {
    fc.assert(fc.property(anyPart, (part) => shapeProblem({ part }) === undefined));
  });
});

describe('a column with a shape', () => {
  it('rejects a row once, names its first fault by path, and counts all of them', () => {
    const contract = contractOf(
      { details: 'json?', project: 'string' },
      { columns: { details: { shape: SHAPE } } },
    );
    const broken: RawValue = { python: 7, distro: { name: 'x', libc: {} }, ci: null };
    const rows = rawRows({ details: [WHOLE, broken, null], project: ['a', null, 'c'] });

    const { accepted, rejects, faults } = rowChecker(contract)(rows);

    expect(accepted.details).toEqual([JSON.stringify(WHOLE), null]);
    expect(rejects).toEqual([
      { row: 1, position: 3, rule: 'type', column: 'details.python', faults: 4 },
    ]);
    expect(faults).toEqual([
      { column: 'details.python', rule: 'type', rows: 1, positions: [3] },
      { column: 'details.distro.libc.lib', rule: 'missing', rows: 1, positions: [3] },
      { column: 'details.distro.libc.version', rule: 'missing', rows: 1, positions: [3] },
      { column: 'project', rule: 'required', rows: 1, positions: [3] },
    ]);
    expect(faults.map(faultText)[1]).toBe('missing of details.distro.libc.lib in 1 row (3)');
  });

  it('counts the rows of a fault that several elements of a list have once each', () => {
    const { faults } = checkValues('json', [[{ a: 1 }, { a: 2 }], [{ a: 'x' }], [{ a: 3 }]], {
      shape: [{ a: 'string' }],
    });

    expect(faults).toEqual([{ column: 'c[].a', rule: 'type', rows: 2, positions: [2, 4] }]);
  });

  it('reads documents that are text, and refuses text that is none', () => {
    const { rejects } = checkValues('json', ['{"a":"x"}', '{"a":7}', '{', ' {"a":null} ', 'null'], {
      shape: { a: 'string' },
    });

    expect(rejects.map(({ position, rule, column }) => [position, rule, column])).toEqual([
      [3, 'type', 'c.a'],
      [4, 'type', 'c'],
      [6, 'required', 'c'],
    ]);
  });

  it('accepts every document where none is declared', () => {
    const { rejects } = checkValues('json', [WHOLE, 7, [], { a: { b: [] } }]);

    expect(rejects).toEqual([]);
  });

  it('adds its faults up over the pieces of a capture, and fails it without any value', () => {
    const contract = contractOf({ c: 'json' }, { columns: { c: { shape: { a: 'string' } } } });
    const pieces = [[{ a: 7 }], [{ b: SECRET }, { a: { b: SECRET } }]].map((c) => rawRows({ c }));

    const counts = pieces.map(rowChecker(contract)).reduce(addChecked, noCounts);

    const judged = () => judgeCapture(contract, counts, { capture: 'a.ndjson' });
    expect(judged).toThrow('type of c.a in 2 rows (2, 3); missing of c.a in 1 row (2)');
    expect(judged).not.toThrow(SECRET);
  });
});

describe('the digest of a contract', () => {
  it('is as it was where no shape is declared', () => {
    const digests = [podcasts, vendas].map((job) => contractDigest(jobContract(job).contract));

    expect(digests).toEqual(['addec3661b57', 'fa1b79e89b47']);
  });

  it('changes with the shape of a column, and not with the order of its members', () => {
    const digest = (shape: ShapeData) =>
      contractDigest(contractOf({ c: 'json' }, { columns: { c: { shape } } }));

    expect(digest({ a: 'string', b: 'json' })).toBe(digest({ b: 'json', a: 'string' }));
    expect(digest({ a: 'string' })).not.toBe(digest({ 'a!': 'string' }));
    expect(digest({ a: 'string' })).not.toBe(contractDigest(contractOf({ c: 'json' })));
  });
});

function faultsOf(shape: ShapeData, document: unknown): [string, string][] {
  const found: [string, string][] = [];
  openShape(shape)(document, { onFault: (path, rule) => found.push([path, rule]) });
  return found;
}
