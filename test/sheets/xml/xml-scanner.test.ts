import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XmlError } from '../../../lib/sheets/xml/xml-error.ts';
import { XmlScanner } from '../../../lib/sheets/xml/xml-scanner.ts';
import { attributeOf, unescapeCell, unescapeXml } from '../../../lib/sheets/xml/xml-text.ts';

/** The events that a handler receives for chunks of XML. Adjacent texts are joined. */
function eventsOf(...chunks: readonly string[]): readonly string[] {
  const events: string[] = [];
  const scanner = new XmlScanner({
    open: (name, tag) => events.push(`<${name}|${tag}`),
    text: (text) => {
      const last = events.at(-1);
      if (last?.startsWith('=')) events[events.length - 1] = last + text;
      else events.push(`=${text}`);
    },
    close: (name) => events.push(`>${name}`),
  });
  for (const chunk of chunks) scanner.write(chunk);
  scanner.end();
  return events;
}

const document =
  '<?xml version="1.0"?>\n<!-- <a> --><x:a b="1>2" c=\'"\'>P &amp; D<b/><![CDATA[<&]]><c></c ></x:a>\n';

describe('XmlScanner', () => {
  it('tells elements without their prefix, tags, and text without entities', () => {
    expect(eventsOf(document)).toEqual([
      '<a|x:a b="1>2" c=\'"\'',
      '=P & D',
      '<b|b',
      '>b',
      '=<&',
      '<c|c',
      '>c',
      '>a',
    ]);
  });

  it('tells the same however the document is cut', () => {
    const whole = eventsOf(document);

    for (let cut = 0; cut <= document.length; cut++) {
      expect(eventsOf(document.slice(0, cut), document.slice(cut))).toEqual(whole);
    }
    expect(eventsOf(...document)).toEqual(whole);
  });

  it('refuses each beginning of a document', () => {
    for (let length = 0; length < document.trimEnd().length; length++) {
      expect(() => eventsOf(document.slice(0, length))).toThrow(XmlError);
    }
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an entity that XML does not have', '<a>&nbsp;</a>'],
    ['an entity that XML does not have', '<a>&#x110000;</a>'],
    ['an entity that XML does not have', '<a>P & D</a>'],
    ['tags that do not match', '<a><b></a></b>'],
    ['tags that do not match', '</a>'],
    ['a second document', '<a/><b/>'],
    ['text outside of the document', 'x<a/>'],
    ['a tag without a name', '<a>< b/></a>'],
    ['a tag within a tag', '<a <b>'],
    ['a document that is cut off', ''],
    ['elements that are too deep', '<a>'.repeat(1000)],
    ['a tag or a text without end', `<a>${'x'.repeat(5_000_000)}`],
  ])('refuses %s', (fault, text) => {
    expect(() => eventsOf(text)).toThrow(new XmlError(fault));
  });

  it('gives events or an XmlError for any text', () => {
    const unit = fc.constantFrom(
      '<',
      '>',
      '/',
      '!',
      '-',
      '?',
      '[',
      ']',
      '"',
      '&',
      ';',
      ' ',
      'a',
      '=',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        try {
          eventsOf(text);
        } catch (error) {
          expect(error).toBeInstanceOf(XmlError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('text of XML', () => {
  it.each([
    ['c r="A1" t="s"', 't', 's'],
    ['c r = "A1"', 'r', 'A1'],
    ["c r='A1'", 'r', 'A1'],
    ['c s=" r=&quot;B2&quot; " r="A1"', 'r', 'A1'],
    ['sheet name="a" sheetId="7" r:id="rId1"', 'id', 'rId1'],
    ['row xmlns:r="urn:x" r="2"', 'r', '2'],
    ['row spans="1:2"', 'r', undefined],
    ['row', 'r', undefined],
  ])('of <%s> has the attribute %s', (tag, name, value) => {
    expect(attributeOf(tag, name)).toBe(value);
  });

  it('refuses an attribute without quotes', () => {
    expect(() => attributeOf('c r=A1', 'r')).toThrow(XmlError);
  });

  it('has characters by their number', () => {
    expect(unescapeXml('&#65;&#x1F600;&lt;&gt;&quot;&apos;')).toBe('A😀<>"\'');
  });

  it('has the escapes of cells', () => {
    expect(unescapeCell('a_x000D_b_x005F_x0041_')).toBe('a\rb_x0041_');
  });
});
