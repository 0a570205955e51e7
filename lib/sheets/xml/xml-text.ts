import { XmlError } from './xml-error.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const LAST_CODE_POINT = 0x10ffff;
const COLON = 58;

/**
 * Text of XML without its entities.
 *
 * @throws XmlError for an entity that XML does not define itself.
 * @example
 * unescapeXml('P &amp; D&#233;cor') // => 'P & Décor'
 */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,16};?)/g, (_, entity: string) => entityText(entity));
}

/**
 * The value of an attribute by its name without prefix: `undefined` when the tag has none.
 *
 * @param tag what is between `<` and `>`
 * @example
 * attributeOf('c r="A1" t="s"', 't') // => 's'
 */
export function attributeOf(tag: string, name: string): string | undefined {
  let from = 0;
  for (;;) {
    const equals = tag.indexOf('=', from);
    if (equals === -1) return undefined;
    const start = skipSpace(tag, equals + 1);
    const quote = tag[start];
    const end = quote === '"' || quote === "'" ? tag.indexOf(quote, start + 1) : -1;
    if (end === -1) throw new XmlError('an attribute without quotes');
    if (isNamed(tag, equals, name)) return unescapeXml(tag.slice(start + 1, end));
    from = end + 1;
  }
}

/**
 * Text of a cell without the escapes that OOXML has for characters that XML cannot hold
 * (ECMA-376 Part 1, 22.9.2.19).
 *
 * @example
 * unescapeCell('a_x000D_b') // => 'a\rb'
 */
export function unescapeCell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function entityText(entity: string): string {
  const name = entity.slice(0, -1);
  const text = entity.endsWith(';') ? (ENTITIES[name] ?? characterOf(name)) : undefined;
  if (text === undefined) throw new XmlError('an entity that XML does not have');
  return text;
}

function characterOf(name: string): string | undefined {
  const [, hexadecimal, decimal] = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name) ?? [];
  const code =
    hexadecimal === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hexadecimal, 16);
  return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : undefined;
}

/** Whether the name that ends at an equals sign is this one, whatever its prefix. */
function isNamed(tag: string, equals: number, name: string): boolean {
  let end = equals;
  while (tag.charCodeAt(end - 1) <= 32) end--;
  const start = end - name.length;
  if (start < 1 || !tag.startsWith(name, start)) return false;
  const before = tag.charCodeAt(start - 1);
  // xmlns:r="..." declares a prefix, and is no attribute r.
  return before <= 32 || (before === COLON && !tag.slice(0, start - 1).endsWith('xmlns'));
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at++;
  return at;
}
