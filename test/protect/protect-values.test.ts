import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedKey, isKeyId, keyId } from '../../lib/protect/master-key.ts';
import { protectorOf, sivOf } from '../../lib/protect/protect-values.ts';
import { parseToken, tokenOf } from '../../lib/protect/token.ts';
import { anyText } from '../any-text.ts';

const KEY = Uint8Array.from({ length: 64 }, (_, index) => index);
const OTHER = KEY.map((byte) => byte ^ 1);
const CPF = Buffer.from('123.456.787-39');

const anyValues = fc.array(fc.option(anyText.map((text) => Buffer.from(text))), { maxLength: 20 });

describe('protecting values', () => {
  it('gives tokens that never change', () => {
    const siv = protectorOf(KEY, { method: 'siv', domain: 'cpf' });
    const hmac = protectorOf(KEY, { method: 'hmac', domain: 'cpf' });

    // Golden: other tokens would not join with those of the lakes that exist.
    expect([...siv([CPF]), ...hmac([CPF])]).toEqual([
      'k1s.9MjDUFb5Ne0RYPxI2sWZur1ToFqRL1sknlzQrYLV',
      'k1h.pcg35vs7h4DWgSwAECpyisGuBdkOyTYvyGYQlDZkiXo',
    ]);
  });

  it('gives equal values equal tokens, and different values different ones', () => {
    const protect = protectorOf(KEY, { method: 'siv', domain: 'cpf' });
    fc.assert(
      fc.property(anyValues, (values) => {
        const tokens = protect([...values, ...values]);

        expect(tokens.slice(0, values.length)).toEqual(tokens.slice(values.length));
        expect(new Set(tokens).size).toBe(new Set(values.map((value) => value?.toString())).size);
      }),
    );
  });

  it('gives values back one for one, malformed ones too, and keeps null', () => {
    const protect = protectorOf(KEY, { method: 'siv', domain: 'cpf' });
    const siv = sivOf(KEY, 'cpf');
    fc.assert(
      fc.property(anyValues, (values) => {
        const opened = protect(values).map((token) => {
          const bytes = token === null ? undefined : parseToken(token)?.bytes;
          return bytes === undefined ? null : Buffer.from(siv.open(bytes) ?? 'does not open');
        });

        expect(opened).toEqual(values);
      }),
    );
  });

  it.each(['siv', 'hmac'] as const)(
    'gives other tokens by %s for another key or domain',
    (method) => {
      const tokens = [
        ...protectorOf(KEY, { method, domain: 'cpf' })([CPF]),
        ...protectorOf(OTHER, { method, domain: 'cpf' })([CPF]),
        ...protectorOf(KEY, { method, domain: 'cnpj' })([CPF]),
      ];

      expect(new Set(tokens).size).toBe(3);
    },
  );

  it('shows the length of a value by siv, and not by hmac', () => {
    const values = [Buffer.from('1'), CPF];

    const lengths = (['siv', 'hmac'] as const).map((method) =>
      protectorOf(KEY, { method, domain: 'cpf' })(values).map((token) => token?.length),
    );

    expect(lengths).toEqual([
      [27, 44],
      [47, 47],
    ]);
  });
});

describe('a token', () => {
  it('is read back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('siv' as const, 'hmac' as const),
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        (method, bytes) => {
          const parsed = parseToken(tokenOf(method, bytes));

          expect(parsed).toEqual({ version: 1, method, bytes: Buffer.from(bytes) });
        },
      ),
    );
  });

  it.each([
    '',
    'k1s.',
    'k0s.AQID',
    'K1s.AQID',
    'k1x.AQID',
    'k1s.AQID=',
    'k1s.AQIE ',
    'k1s.AR',
    '123.456.787-39',
  ])('is not %j', (text) => {
    expect(parseToken(text)).toBeUndefined();
  });
});

describe('a key', () => {
  it('has an id that tells it from others and holds no byte of it', () => {
    expect(keyId(KEY)).not.toBe(keyId(OTHER));
    expect(isKeyId(keyId(KEY))).toBe(true);
    expect(keyId(KEY)).not.toContain(Buffer.from(KEY).toString('hex').slice(0, 8));
  });

  it('gives each method and domain a key of its own', () => {
    const purposes = [
      { method: 'siv', domain: 'cpf' },
      { method: 'hmac', domain: 'cpf' },
      { method: 'siv', domain: 'cnpj' },
    ] as const;

    const keys = purposes.map((purpose) =>
      Buffer.from(derivedKey(KEY, purpose, 32)).toString('hex'),
    );

    expect(new Set(keys).size).toBe(3);
  });
});
