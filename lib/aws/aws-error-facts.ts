import { wordsOf } from '../printable.ts';

/** What the errors of AWS services, of the SDK and of Node have in common. */
export interface AwsErrorFacts {
  /**
   * The code of the error, from AWS (`NoSuchBucket`) or from Node (`ECONNREFUSED`); `''` where
   * neither has one, as after every HEAD.
   */
  readonly code: string;
  /** First line of the message, without its last period and without the request that AWS repeats. */
  readonly text: string;
  /** HTTP status of the response; `undefined` without one. */
  readonly status: number | undefined;
  /** Code, text and status, for a message: `AccessDenied: Not you`. Never empty. */
  readonly said: string;
}

/** Names that say nothing about the cause: the code of Node or the status says more. */
const NAMELESS = new Set([
  '',
  'AggregateError',
  'Error',
  'NotFound',
  'TypeError',
  'Unknown',
  'UnknownError',
]);

/** Longer texts are not sentences: the error page of a proxy, or the request. */
const MOST_CHARACTERS = 2000;

const MOST_CAUSES = 8;

/** From here on a message repeats headers of the request: key id, signature, session token. */
const REPEATED_REQUEST =
  /\W*\b(AWS4-HMAC|Authorization=|Credential=|Signature=|X-Amz-Security-Token).*$/i;

/** User and password in the URL of an endpoint or a proxy. */
const URL_CREDENTIALS = /:\/\/[^\s'"`]*@/g;

/**
 * Reads an error by its shape only, so that each package of the SDK keeps its single importer.
 *
 * @param error anything that was thrown
 *
 * @example
 * awsErrorFacts(Object.assign(new Error('Rate exceeded.'), { name: 'ThrottlingException' })).said // => 'ThrottlingException: Rate exceeded'
 */
export function awsErrorFacts(error: unknown): AwsErrorFacts {
  const code = codeOf(error);
  const text = textOf(error);
  const status = fieldOf(fieldOf(error, '$metadata'), 'httpStatusCode');
  const facts = { code, text, status: typeof status === 'number' ? status : undefined };
  return { ...facts, said: saidBy(facts) };
}

/**
 * The name of an error of the AWS SDK, such as `EntityNotFoundException`; `''` for anything else.
 *
 * @example
 * awsErrorName(new TypeError('no')) // => 'TypeError'
 */
export function awsErrorName(error: unknown): string {
  const name = error instanceof Error ? fieldOf(error, 'name') : undefined;
  return typeof name === 'string' ? name : '';
}

/**
 * A copy of an error that can be passed on as a cause. AWS repeats the key id, the session token or
 * the signed text in the fields of an error and below the first line of its message, and the SDK
 * attaches the request; printing the cause would print all of that. The copy has only the facts:
 * {@link awsErrorFacts} reads the same from it.
 *
 * @param error anything that was thrown; anything but an error is returned as it is
 *
 * @example
 * 'Token' in withoutSecrets(Object.assign(new Error('Malformed'), { Token: 'secret' })) // => false
 */
export function withoutSecrets(error: unknown): unknown {
  return bare(error, MOST_CAUSES);
}

/** @param causes most causes that are kept: an error may be its own cause */
function bare(error: unknown, causes: number): unknown {
  if (!(error instanceof Error)) return error;
  const text = firstLineOf(wordsOf(error));
  const name = awsErrorName(error);
  const code = fieldOf(error, 'code');
  const metadata = fieldOf(error, '$metadata');
  const cause = causes === 0 ? undefined : error.cause;
  const frames = String(error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return Object.assign(
    new Error(text, cause === undefined ? {} : { cause: bare(cause, causes - 1) }),
    {
      name,
      stack: [`${name}: ${text}`, ...frames].join('\n'),
      ...(typeof code === 'string' ? { code } : {}),
      ...(metadata === undefined
        ? {}
        : {
            $metadata: {
              httpStatusCode: fieldOf(metadata, 'httpStatusCode'),
              requestId: fieldOf(metadata, 'requestId'),
            },
          }),
    },
  );
}

/** Node keeps its code in `code`, the SDK keeps that of AWS in `name`. */
function codeOf(error: unknown): string {
  const name = awsErrorName(error);
  if (name !== 'TimeoutError' && !NAMELESS.has(name)) return name;
  const code = fieldOf(error, 'code');
  if (typeof code === 'string') return code;
  return NAMELESS.has(name) ? '' : name;
}

function textOf(error: unknown): string {
  const text = firstLineOf(wordsOf(error));
  return NAMELESS.has(text) ? '' : text.replace(/\.$/, '');
}

/** Further lines hold hints of the SDK for programmers, the page of a proxy, or the request. */
function firstLineOf(message: string): string {
  const line = message.trim().split('\n')[0] ?? '';
  const bounded = line.slice(0, MOST_CHARACTERS);
  return bounded.replace(REPEATED_REQUEST, ' …').replace(URL_CREDENTIALS, '://…@').trim();
}

function saidBy({ code, text, status }: Omit<AwsErrorFacts, 'said'>): string {
  const words = (text.includes(code) ? [text] : [code, text]).filter((word) => word !== '');
  const tellsStatus = status !== undefined && (status >= 500 || words.length === 0);
  const all = [...(tellsStatus ? [`HTTP ${status}`] : []), words.join(': ')];
  const said = all.filter((word) => word !== '').join(', ');
  return said === '' ? 'an error without a message' : said;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
