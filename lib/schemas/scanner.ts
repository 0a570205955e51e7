/** A word, a number, a text in single quotes, a quoted name, or a mark such as `(` or `>=`. */
export interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'name' | 'mark';
  /** Without quotes. */
  readonly text: string;
  /** Where it begins and ends in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

const TOKEN =
  /\s*(?:(?<word>[\p{L}_][\p{L}\p{M}\p{N}_$]*)|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<text>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*"|`(?:[^`]|``)*`)|(?<mark>::|>=|<=|<>|!=|~~\*?|[^\s]))/uy;

const KINDS = ['word', 'number', 'text', 'name', 'mark'] as const;

/** Reads a short text, such as a type or a condition, token by token. */
export class Scanner {
  readonly #text: string;
  #at: number;
  #next: Token | undefined;

  /** @param start where to begin. Default: at the beginning. */
  constructor(text: string, start = 0) {
    this.#text = text;
    this.#at = start;
  }

  /** Where the token that was taken last ends in the text. */
  get at(): number {
    return this.#at;
  }

  /** The next token, which stays; `undefined` at the end. */
  peek(): Token | undefined {
    this.#next ??= this.#read();
    return this.#next;
  }

  /** The next token, which is used up; `undefined` at the end. */
  take(): Token | undefined {
    const token = this.peek();
    this.#next = undefined;
    this.#at = token?.end ?? this.#at;
    return token;
  }

  /** Uses up some words or marks, in any case, if all of them are next. */
  takes(...expected: readonly string[]): boolean {
    const begin = this.#at;
    for (const text of expected) {
      if (this.#is(text)) {
        this.take();
        continue;
      }
      this.#at = begin;
      this.#next = undefined;
      return false;
    }
    return true;
  }

  /** Throws a plain error where something else is next. */
  expect(mark: string): void {
    if (!this.takes(mark)) throw new Error(`no "${mark}" where one should be`);
  }

  #is(text: string): boolean {
    const next = this.peek();
    const isPlain = next?.kind === 'word' || next?.kind === 'mark';
    return isPlain && next.text.toLowerCase() === text;
  }

  #read(): Token | undefined {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.#text);
    const kind = KINDS.find((each) => found?.groups?.[each] !== undefined);
    if (found === null || kind === undefined) return undefined;
    const text = found.groups?.[kind] ?? '';
    const end = TOKEN.lastIndex;
    return { kind, text: unquoted(text), start: end - text.length, end };
  }
}

function unquoted(text: string): string {
  const quote = text[0] ?? '';
  if (text.length < 2 || !['"', '`', "'"].includes(quote)) return text;
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}
