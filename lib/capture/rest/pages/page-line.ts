import type { JsonValue } from '../../../model/json-row.ts';
import { parseExactJson } from '../../exact-json.ts';
import { isJsonObject, type JsonObject } from './member-at.ts';

/** The place of a page in its capture. */
export interface PagePlace {
  /** 0 for the request itself, 1 for its child, and so on. */
  readonly depth: number;
  /** Number of its list among the lists of its depth, from 0. */
  readonly parent: number;
  /** Number of the page in its list, from 1. */
  readonly page: number;
  /** Columns from the records of its parents. */
  readonly include: JsonObject;
}

/** How a page was requested and answered. */
export interface PageFacts extends PagePlace {
  readonly url: string;
  readonly status: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly time: number;
}

/** A page as it was captured. */
export interface CapturedPage extends PagePlace {
  readonly body: JsonValue;
}

/**
 * A page as a line of a raw object, without the line feed.
 *
 * @param body valid JSON, kept verbatim except for line feeds between its tokens
 * @example
 * pageLine({ url: 'https://a.b/c', status: 200, time: 0, depth: 0, parent: 0, page: 1, include: {} }, '[1.0]') // => '{"url":"https://a.b/c","status":200,"time":"1970-01-01T00:00:00.000Z","depth":0,"parent":0,"page":1,"body":[1.0]}'
 */
export function pageLine(
  { url, status, time, depth, parent, page, include }: PageFacts,
  body: string,
): string {
  const facts = JSON.stringify({
    url,
    status,
    time: new Date(time).toISOString(),
    depth,
    parent,
    page,
    ...(Object.keys(include).length > 0 && { include }),
  });
  // Strings of JSON contain no line feeds: these are white space between tokens.
  return `${facts.slice(0, -1)},"body":${body.replace(/[\r\n]/g, ' ')}}`;
}

/**
 * Reads a line of a raw object; `undefined` when it is not a page.
 *
 * @example
 * parsePageLine('{"depth":0,"parent":0,"page":1,"body":[1.0]}') // => { depth: 0, parent: 0, page: 1, include: {}, body: [1] }
 */
export function parsePageLine(line: string): CapturedPage | undefined {
  const read = parsed(line);
  if (!isJsonObject(read)) return undefined;
  const { depth, parent, page, include = {}, body } = read;
  const isPage = isCount(depth) && isCount(parent) && isCount(page);
  if (!isPage || !isJsonObject(include) || body === undefined) return undefined;
  return { depth, parent, page, include, body };
}

function parsed(line: string): JsonValue | undefined {
  try {
    return parseExactJson(line);
  } catch {
    return undefined;
  }
}

function isCount(value: JsonValue | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
