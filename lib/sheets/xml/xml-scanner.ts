import { XmlError } from './xml-error.ts';
import { unescapeXml } from './xml-text.ts';

/** Gets the parts of a document in their order. Names come without their prefix. */
export interface XmlHandler {
  /** @param tag what is between `<` and `>`, for `attributeOf` */
  open(name: string, tag: string): void;
  /** Text between two tags; long text can come in several calls. */
  text(text: string): void;
  close(name: string): void;
}

/** Characters that a tag, a comment or a text between tags has at most: a cell has up to 32,767. */
const LONGEST_PIECE = 4 * 1024 * 1024;
const MOST_OPEN = 256;

const [LESS, GREATER, SLASH, BANG, QUESTION] = [60, 62, 47, 33, 63];
const [QUOTE, APOSTROPHE, SPACE] = [34, 39, 32];

/**
 * Reads XML that arrives in chunks. It takes what spreadsheet programs write: elements, attributes, text,
 * CDATA, comments and processing instructions. A document type is refused, because entities that a
 * document declares can grow without limit.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  /** The open elements. */
  readonly #open: { readonly name: string; readonly local: string }[] = [];
  #rest = '';
  #hadRoot = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  /** @throws XmlError when the document is not well-formed up to here. */
  write(chunk: string): void {
    const text = this.#rest + chunk;
    let at = 0;
    while (at < text.length) {
      const next = text.charCodeAt(at) === LESS ? this.#markup(text, at) : this.#text(text, at);
      if (next === undefined) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > LONGEST_PIECE) throw new XmlError('a tag or a text without end');
  }

  /** @throws XmlError when the document is cut off. */
  end(): void {
    if (this.#rest.trim() !== '' || this.#open.length > 0 || !this.#hadRoot) {
      throw new XmlError('a document that is cut off');
    }
  }

  /** Returns where the text ends: `undefined` when its end has not arrived. */
  #text(text: string, from: number): number | undefined {
    const end = text.indexOf('<', from);
    if (end === -1) return undefined;
    const piece = text.slice(from, end);
    if (this.#open.length > 0) this.#handler.text(unescapeXml(piece));
    else if (piece.trim() !== '') throw new XmlError('text outside of the document');
    return end;
  }

  /** Returns where the markup ends: `undefined` when its end has not arrived. */
  #markup(text: string, from: number): number | undefined {
    switch (text.charCodeAt(from + 1)) {
      case BANG:
        return this.#declaration(text, from);
      case QUESTION:
        return after(text, '?>', from + 2);
      case SLASH:
        return this.#closeTag(text, from);
      default:
        return this.#openTag(text, from);
    }
  }

  #declaration(text: string, from: number): number | undefined {
    if (text.startsWith('<!--', from)) return after(text, '-->', from + 4);
    if (text.startsWith('<![CDATA[', from)) {
      const end = after(text, ']]>', from + 9);
      if (end !== undefined) this.#handler.text(text.slice(from + 9, end - 3));
      return end;
    }
    if (text.length - from < 9) return undefined;
    throw new XmlError('a document type');
  }

  #closeTag(text: string, from: number): number | undefined {
    const end = text.indexOf('>', from);
    if (end === -1) return undefined;
    const { name, local } = this.#open.pop() ?? { name: '', local: '' };
    const isMatch = text.startsWith(name, from + 2) && isBlank(text, from + 2 + name.length, end);
    if (name === '' || !isMatch) throw new XmlError('tags that do not match');
    this.#handler.close(local);
    return end + 1;
  }

  #openTag(text: string, from: number): number | undefined {
    const end = endOfTag(text, from);
    if (end === undefined) return undefined;
    const closed = text.charCodeAt(end - 1) === SLASH;
    const tag = text.slice(from + 1, closed ? end - 1 : end);
    const name = nameOf(tag);
    if (name === '') throw new XmlError('a tag without a name');
    if (this.#open.length === 0 && this.#hadRoot) throw new XmlError('a second document');
    if (this.#open.length === MOST_OPEN) throw new XmlError('elements that are too deep');
    this.#hadRoot = true;
    const local = localName(name);
    this.#handler.open(local, tag);
    if (closed) this.#handler.close(local);
    else this.#open.push({ name, local });
    return end + 1;
  }
}

function after(text: string, terminator: string, from: number): number | undefined {
  const end = text.indexOf(terminator, from);
  return end === -1 ? undefined : end + terminator.length;
}

/** Where the `>` of a tag is; attributes may hold others. */
function endOfTag(text: string, from: number): number | undefined {
  let quote = 0;
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
    else if (code === LESS) throw new XmlError('a tag within a tag');
  }
  return undefined;
}

function isBlank(text: string, from: number, to: number): boolean {
  let at = from;
  while (at < to && text.charCodeAt(at) <= SPACE) at++;
  return at === to;
}

function nameOf(tag: string): string {
  for (let at = 0; at < tag.length; at++) if (tag.charCodeAt(at) <= SPACE) return tag.slice(0, at);
  return tag;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
