import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { awsErrorFacts, awsErrorName, withoutSecrets } from '../../lib/aws/aws-error-facts.ts';

describe('the facts of an error of AWS', () => {
  it.each([
    ['NoSuchBucket', {}, 'NoSuchBucket'],
    ['Error', { code: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    ['AggregateError', { code: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    ['TimeoutError', { code: 'ECONNRESET' }, 'ECONNRESET'],
    ['TimeoutError', {}, 'TimeoutError'],
    ['NotFound', status(404), ''],
    ['Error', {}, ''],
  ])('name %s %j by %j', (name, fields, code) => {
    expect(awsErrorFacts(sdkError(name, 'Why', fields)).code).toBe(code);
  });

  it.each([
    ['InvalidInputException', 'Bad name.', status(400), 'InvalidInputException: Bad name'],
    ['Error', 'connect ECONNREFUSED ::1', { code: 'ECONNREFUSED' }, 'connect ECONNREFUSED ::1'],
    ['AggregateError', '', { code: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    ['InternalError', 'Oh.', status(500), 'HTTP 500, InternalError: Oh'],
    ['Unknown', 'UnknownError', status(503), 'HTTP 503'],
    ['NotFound', 'NotFound', status(404), 'HTTP 404'],
    ['Error', '', {}, 'an error without a message'],
  ])('tell %s, %j, %j as %j', (name, text, fields, said) => {
    expect(awsErrorFacts(sdkError(name, text, fields)).said).toBe(said);
  });

  it('are of the first line, below which are hints for programmers', () => {
    const error = sdkError('SyntaxError', 'Unexpected token\n  Deserialization error: ...');

    expect(awsErrorFacts(error)).toMatchObject({ text: 'Unexpected token' });
  });

  it('have nothing of the request that AWS repeats', () => {
    const error = sdkError(
      'IncompleteSignatureException',
      "Not a pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Credential=AKID'.",
    );

    expect(awsErrorFacts(error).text).toBe(
      'Not a pair (missing equal-sign) in Authorization header …',
    );
  });

  it('have no user and no password of a URL', () => {
    const told =
      'Custom endpoint `https://me:pass@word@host:1/` was no URL, nor was ftp://pass@host';

    const { text } = awsErrorFacts(sdkError('EndpointError', told));

    expect(text).toBe('Custom endpoint `https://…@host:1/` was no URL, nor was ftp://…@host');
  });

  it.each(['a bare string', undefined, null, 7])('may be of no error at all: %s', (thrown) => {
    expect(awsErrorFacts(thrown)).toEqual({
      code: '',
      text: String(thrown),
      status: undefined,
      said: String(thrown),
    });
    expect(awsErrorName(thrown)).toBe('');
  });
});

describe('an error without secrets', () => {
  const error = sdkError('InvalidToken', 'Malformed.\nx-amz-security-token:the-token', {
    'Token-0': 'the-token',
    $metadata: { httpStatusCode: 400, requestId: 'R1', cfId: 'the-token' },
    $response: { headers: { authorization: 'the-token' } },
    cause: sdkError('Error', 'Why', { token: 'the-token' }),
  });

  it('prints none, nor do its stack and its cause', () => {
    const printed = inspect(withoutSecrets(error), { depth: 10, showHidden: true });

    expect(printed).toMatch(/InvalidToken: Malformed\.\n\s+at /);
    expect(printed).toContain('Error: Why');
    expect(printed).toContain('R1');
    expect(printed).not.toContain('the-token');
  });

  it('has the same facts', () => {
    const copy = withoutSecrets(error);

    expect(awsErrorFacts(copy)).toEqual(awsErrorFacts(error));
    expect(awsErrorFacts(copy)).toMatchObject({ code: 'InvalidToken', status: 400 });
  });

  it('has the code of Node', () => {
    const copy = withoutSecrets(sdkError('Error', 'socket hang up', { code: 'ECONNRESET' }));

    expect(awsErrorFacts(copy).code).toBe('ECONNRESET');
  });

  it('have no user and no password of a URL', () => {
    const told =
      'Custom endpoint `https://me:pass@word@host:1/` was no URL, nor was ftp://pass@host';

    const { text } = awsErrorFacts(sdkError('EndpointError', told));

    expect(text).toBe('Custom endpoint `https://…@host:1/` was no URL, nor was ftp://…@host');
  });

  it.each(['a bare string', undefined, null, 7])('is what is no error: %s', (thrown) => {
    expect(withoutSecrets(thrown)).toBe(thrown);
  });
});

/** An error of the shape that the SDK gives. */
function sdkError(name: string, message: string, fields: object = {}): Error {
  return Object.assign(new Error(message), { name }, fields);
}

function status(httpStatusCode: number): object {
  return { $metadata: { httpStatusCode } };
}
