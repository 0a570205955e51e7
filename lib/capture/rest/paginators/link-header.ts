import { CaptureError } from '../../../errors.ts';
import type { OpenPaginator } from './paginator.ts';

/** RFC 8288, section 3: the target of a link, in angle brackets. */
const TARGET = /[\s,]*<([^<>]*)>/y;

/** A parameter of a link: its name, and its value as quoted text or as a token. */
const PARAMETER = /\s*;\s*([^\s=;,"<>]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/y;

/** Between two links, or at the end. */
const SEPARATOR = /\s*(?:,|$)/y;

/**
 * The header `Link` has the URL of the next page.
 *
 * @example
 * linkHeader().first // => {}
 */
export function linkHeader(): OpenPaginator {
  return {
    first: {},
    next({ link = '', what }) {
      const target = nextTarget(link, { what });
      return target === undefined ? undefined : { link: target };
    },
  };
}

/**
 * The target of the first link whose relations include `next`; `undefined` where there is none.
 *
 * @param header several links, as RFC 8288 has them
 * @param options.what name of the page in the error
 * @throws CaptureError when the header is malformed.
 * @example
 * nextTarget('</a?page=1>; rel="first prev", </a?page=3>; title="x, y"; rel=next', { what: 'a, page 2' }) // => '/a?page=3'
 */
export function nextTarget(
  header: string,
  { what }: { readonly what: string },
): string | undefined {
  let at = 0;
  let next: string | undefined;
  const read = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(header);
    at += match?.[0].length ?? 0;
    return match;
  };

  while (/[^\s,]/.test(header.slice(at))) {
    const target = read(TARGET)?.[1];
    const relations = relationsOf(read);
    if (target === undefined || read(SEPARATOR) === null) throw malformed(what);
    if (relations.includes('next')) next ??= target.trim();
  }
  return next;
}

/** Only the first parameter `rel` counts. */
function relationsOf(read: (pattern: RegExp) => RegExpExecArray | null): readonly string[] {
  let relations: string | undefined;
  for (let match = read(PARAMETER); match !== null; match = read(PARAMETER)) {
    const [, name = '', quoted, token = ''] = match;
    if (name.toLowerCase() === 'rel') relations ??= quoted?.replace(/\\(.)/g, '$1') ?? token;
  }
  return (relations ?? '').toLowerCase().split(/\s+/);
}

function malformed(what: string): CaptureError {
  return new CaptureError({
    expected: `the header Link of ${what} to have links as RFC 8288 writes them: <URL>; rel="next"`,
    got: 'other text',
    advice: 'Declare another paginator in the job.',
  });
}
