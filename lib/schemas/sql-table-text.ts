import { blank } from './sql-statements.ts';

/** The parts of a CREATE TABLE. */
export interface TableText {
  /** From CREATE to the end of the list of columns, as it is written. */
  readonly head: string;
  /** The head as the parser is given it: see {@link parsableHead}. */
  readonly parsable: string;
  /** What follows the list of columns: partitions, comment, options. */
  readonly trailer: string;
}

/** Quoted texts and names, and single characters. */
const PIECES = /'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*"|`[^`]*`|[\s\S]/g;

const NESTED_TYPE = /\b(array|struct|map|range)\s*$/i;

/** Words of the statement that say nothing about its columns, and that the parser does not know everywhere. */
const UNKNOWN_WORDS = /\b(EXTERNAL(?=\s+TABLE)|ZEROFILL)\b/gi;

/**
 * Takes a CREATE TABLE apart.
 *
 * @returns `undefined` where it has no list of columns
 * @example
 * tableText('CREATE TABLE a (b array<int>) COMMENT x') // => { head: 'CREATE TABLE a (b array<int>)', parsable: 'CREATE TABLE a (b TEXT      )', trailer: ' COMMENT x' }
 */
export function tableText(statement: string): TableText | undefined {
  const open = indexOutsideQuotes(statement, '(');
  const end = open < 0 ? -1 : closingIndex(statement, open);
  if (end < 0) return undefined;
  const head = statement.slice(0, end + 1);
  return { head, parsable: parsableHead(head), trailer: statement.slice(end + 1) };
}

/**
 * The text from one bracket to the one that closes it, both exclusive; `undefined` where none does.
 *
 * @example
 * insideBrackets('CHECK (a IN (1, 2)) more', 6) // => 'a IN (1, 2)'
 */
export function insideBrackets(text: string, open: number): string | undefined {
  const close = closingIndex(text, open);
  return close < 0 ? undefined : text.slice(open + 1, close);
}

/**
 * The parser refuses nested types in some dialects. They are read by our own reader of types: here a
 * plain type of the same size stands in for them, so that every position stays what it is.
 */
function parsableHead(head: string): string {
  const bare = head.replace(UNKNOWN_WORDS, (word) => blank(word));
  let masked = '';
  for (let at = 0; at < bare.length; ) {
    const next = indexOutsideQuotes(bare, '<', at);
    const word = next < 0 ? null : NESTED_TYPE.exec(bare.slice(0, next));
    const end = next < 0 ? -1 : closingIndex(bare, next);
    if (next < 0 || (word !== null && end < 0)) return masked + bare.slice(at);
    const begin = word?.index ?? next + 1;
    masked += bare.slice(at, begin);
    at = word === null ? begin : end + 1;
    if (word !== null) masked += blank(bare.slice(begin, at), 'TEXT');
  }
  return masked;
}

function indexOutsideQuotes(text: string, mark: string, from = 0): number {
  const pieces = new RegExp(PIECES);
  pieces.lastIndex = from;
  for (let match = pieces.exec(text); match !== null; match = pieces.exec(text)) {
    if (match[0] === mark) return match.index;
  }
  return -1;
}

function closingIndex(text: string, open: number): number {
  const opening = text[open] ?? '';
  const closing = opening === '(' ? ')' : '>';
  const pieces = new RegExp(PIECES);
  pieces.lastIndex = open;
  let depth = 0;
  for (let match = pieces.exec(text); match !== null; match = pieces.exec(text)) {
    if (match[0] === opening) depth += 1;
    if (match[0] === closing) depth -= 1;
    if (depth === 0) return match.index;
  }
  return -1;
}
