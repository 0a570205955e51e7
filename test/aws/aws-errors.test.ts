import { describe, expect, it } from 'vitest';
import { type AwsFailure, awsFailure } from '../../lib/aws/aws-errors.ts';
import { CatalogError } from '../../lib/errors.ts';

const call = { service: 'Glue', action: 'glue:GetTable', resource: 'table a.b' };

/** An error of the shape that the SDK gives. */
function sdkError(name: string, message: string, facts: object = {}): Error {
  return Object.assign(new Error(message), { name }, facts);
}

describe('an error of the AWS SDK', () => {
  it.each([
    ['CredentialsProviderError', {}, /There are no AWS credentials for glue:GetTable/, false],
    ['TokenProviderError', {}, /There are no AWS credentials for glue:GetTable/, false],
    ['ExpiredTokenException', {}, /The AWS credentials for glue:GetTable have expired/, false],
    ['ExpiredToken', {}, /The AWS credentials for glue:GetTable have expired/, false],
    ['TokenRefreshRequired', {}, /The AWS credentials for glue:GetTable have expired/, false],
    ['InvalidSignatureException', status(403), /Glue did not accept the AWS credentials/, false],
    ['SignatureDoesNotMatch', status(403), /Glue did not accept the AWS credentials/, false],
    ['InvalidAccessKeyId', status(403), /Glue did not accept the AWS credentials/, false],
    ['NotSignedUp', status(403), /Glue did not accept the AWS credentials/, false],
    ['RequestTimeTooSkewed', status(403), /The clock of this machine/, false],
    ['AccessDenied', status(403), /Permission for glue:GetTable on table a\.b was denied/, false],
    ['Forbidden', status(403), /Permission for glue:GetTable on table a\.b was denied/, false],
    ['Error', { code: 'ECONNREFUSED' }, /Could not reach Glue for table a\.b/, true],
    ['Error', { code: 'ENOTFOUND' }, /Could not reach Glue for table a\.b/, true],
    ['Error', { code: 'EAI_AGAIN' }, /Could not reach Glue for table a\.b/, true],
    ['Error', { code: 'EPROTO' }, /Could not reach Glue for table a\.b/, true],
    ['Error', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }, /Could not reach Glue for table a\.b/, true],
    ['TimeoutError', { code: 'ECONNRESET' }, /Could not reach Glue for table a\.b/, true],
    ['TimeoutError', {}, /Could not reach Glue for table a\.b/, true],
    ['RequestTimeout', status(400), /Could not reach Glue for table a\.b/, true],
    ['AggregateError', { code: 'ECONNREFUSED' }, /Could not reach Glue for table a\.b/, true],
    ['Error', { code: 'ERR_STREAM_PREMATURE_CLOSE' }, /Could not reach Glue for table a\.b/, true],
    ['Error', { code: 'HPE_INVALID_CONSTANT' }, /Could not reach Glue for table a\.b/, true],
    ['TypeError', { code: 'ERR_INVALID_URL' }, /Expected the endpoint of Glue to be a URL/, false],
    [
      'Error',
      { code: 'EMFILE' },
      /Could not reach Glue for table a\.b: this process .*open files/,
      true,
    ],
    [
      'Error',
      { code: 'ENFILE' },
      /Could not reach Glue for table a\.b: this machine .*open files/,
      true,
    ],
    ['ThrottlingException', status(400), /Glue throttled glue:GetTable on table a\.b/, true],
    ['TooManyRequestsException', status(429), /Glue throttled glue:GetTable on table a\.b/, true],
    ['SyntaxError', status(502), /Glue could not carry out glue:GetTable on table a\.b/, true],
    ['Unknown', status(503), /Glue could not carry out glue:GetTable on table a\.b/, true],
    ['NotImplemented', status(501), /Glue could not carry out glue:GetTable on table a\.b/, false],
    [
      'ValidationException',
      status(400),
      /Glue could not carry out glue:GetTable on table a\.b/,
      false,
    ],
    ['TypeError', {}, /Glue did not answer glue:GetTable on table a\.b/, false],
  ])('%s %j is put into words', (name, facts, text, retryable) => {
    const failure = awsFailure(sdkError(name, 'Why', facts), call);

    expect(textOf(failure)).toMatch(text);
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

    expect(message).toHaveProperty('expected', 'the endpoint of Glue to be a URL');
    expect(message.advice).toMatch(/AWS_ENDPOINT_URL/);
  });

  it('of a clock that is wrong says it in the text of a signature', () => {
    const error = sdkError('InvalidSignatureException', 'Signature expired: 13:00 < 13:20', {});

    const { message } = awsFailure(error, call);

    expect(message).toHaveProperty(
      'failed',
      'The clock of this machine and the clock of Glue differ by more than 5 minutes',
    );
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

/** The message as an error has it. */
function textOf({ message }: AwsFailure): string {
  return new CatalogError(message).message;
}

function status(httpStatusCode: number): object {
  return { $metadata: { httpStatusCode } };
}
