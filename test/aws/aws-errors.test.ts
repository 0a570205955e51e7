import { describe, expect, it } from 'vitest';
import { awsFailure } from '../../lib/aws/aws-errors.ts';

const call = { service: 'Glue', action: 'glue:GetTable', resource: 'table a.b' };

/** An error of the shape that the SDK gives. */
function sdkError(name: string, message: string, facts: object = {}): Error {
  return Object.assign(new Error(message), { name }, facts);
}

describe('an error of the AWS SDK', () => {
  it.each([
    ['CredentialsProviderError', {}, /AWS credentials to call glue:GetTable with/, false],
    ['TokenProviderError', {}, /AWS credentials to call glue:GetTable with/, false],
    ['ExpiredTokenException', {}, /credentials that have not expired/, false],
    ['ExpiredToken', {}, /credentials that have not expired/, false],
    ['TokenRefreshRequired', {}, /credentials that have not expired/, false],
    ['InvalidSignatureException', status(403), /and that Glue accepts/, false],
    ['SignatureDoesNotMatch', status(403), /and that Glue accepts/, false],
    ['InvalidAccessKeyId', status(403), /and that Glue accepts/, false],
    ['NotSignedUp', status(403), /and that Glue accepts/, false],
    ['RequestTimeTooSkewed', status(403), /clock of this machine/, false],
    ['AccessDenied', status(403), /permission for glue:GetTable on table a\.b/, false],
    ['Forbidden', status(403), /permission for glue:GetTable on table a\.b/, false],
    ['Error', { code: 'ECONNREFUSED' }, /to reach Glue/, true],
    ['Error', { code: 'ENOTFOUND' }, /to reach Glue/, true],
    ['Error', { code: 'EAI_AGAIN' }, /to reach Glue/, true],
    ['Error', { code: 'EPROTO' }, /to reach Glue/, true],
    ['Error', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }, /to reach Glue/, true],
    ['TimeoutError', { code: 'ECONNRESET' }, /to reach Glue/, true],
    ['TimeoutError', {}, /to reach Glue/, true],
    ['RequestTimeout', status(400), /to reach Glue/, true],
    ['AggregateError', { code: 'ECONNREFUSED' }, /to reach Glue/, true],
    ['Error', { code: 'ERR_STREAM_PREMATURE_CLOSE' }, /to reach Glue/, true],
    ['Error', { code: 'HPE_INVALID_CONSTANT' }, /to reach Glue/, true],
    ['TypeError', { code: 'ERR_INVALID_URL' }, /endpoint of Glue to be a URL/, false],
    ['ThrottlingException', status(400), /Glue to take glue:GetTable/, true],
    ['TooManyRequestsException', status(429), /Glue to take glue:GetTable/, true],
    ['SyntaxError', status(502), /Glue to carry out glue:GetTable/, true],
    ['Unknown', status(503), /Glue to carry out glue:GetTable/, true],
    ['NotImplemented', status(501), /Glue to carry out glue:GetTable/, false],
    ['ValidationException', status(400), /Glue to carry out glue:GetTable/, false],
    ['TypeError', {}, /an answer of Glue to glue:GetTable/, false],
  ])('%s %j is put into words', (name, facts, expected, retryable) => {
    const failure = awsFailure(sdkError(name, 'Why', facts), call);

    expect(failure.message.expected).toMatch(expected);
    expect(failure.retryable).toBe(retryable);
  });

  it.each(['Region is missing', 'Region not accepted: region="x y" is not a valid hostname'])(
    'without a usable region says so: %s',
    (text) => {
      const { message } = awsFailure(new Error(text), call);

      expect(message.advice).toMatch(/AWS_REGION/);
    },
  );

  it('of an endpoint that is no URL of the web says so', () => {
    const text = 'Custom endpoint `ftp://127.0.0.1/` was not a valid URI';

    const { message } = awsFailure(sdkError('EndpointError', text), call);

    expect(message.expected).toBe('the endpoint of Glue to be a URL');
    expect(message.advice).toMatch(/AWS_ENDPOINT_URL/);
  });

  it('of a clock that is wrong says it in the text of a signature', () => {
    const error = sdkError('InvalidSignatureException', 'Signature expired: 13:00 < 13:20', {});

    const { message } = awsFailure(error, call);

    expect(message.expected).toMatch(/clock of this machine to agree with the one of Glue/);
    expect(message.got).toContain('13:00 < 13:20');
  });

  it('without credentials is told in the words of who looked for them', () => {
    const { message } = awsFailure(sdkError('CredentialsProviderError', 'SSO is over.'), call);

    expect(message.got).toBe('"SSO is over"');
    expect(message.advice).toMatch(/aws sso login.*AWS_PROFILE.*configure-aws-credentials/);
  });

  it.each(['a bare string', undefined, null, 7])('may be no error at all: %s', (thrown) => {
    const { message, retryable } = awsFailure(thrown, call);

    expect(message.got).toContain(String(thrown));
    expect(retryable).toBe(false);
  });
});

function status(httpStatusCode: number): object {
  return { $metadata: { httpStatusCode } };
}
