import { wordsOf } from '../printable.ts';

/** What the errors of AWS's services, of its SDK and of Node have in common. */
export interface AwsErrorFacts {
  /**
   * Which error it is, in the words of AWS (`NoSuchBucket`) or of Node (`ECONNREFUSED`); `''` where
   * neither says more than that something failed, as after every HEAD.
   */
  readonly code: string;
  /** First line of its message, without its last period; nothing of the request that AWS repeats. */
  readonly text: string;
  /** Status of the answer; `undefined` when there was none. */
  readonly status: number | undefined;
  /** Code, text and status as a message tells them: `AccessDenied: Not you`. Never empty. */
  readonly said: string;
}

/** Names that say no more than that something failed: the code of Node or the status says more. */
const NAMELESS = new Set([
  '',
  'AggregateError',
  'Error',
  'NotFound',
  'TypeError',
  'Unknown',
  'UnknownError',
]);

/** What is longer is no sentence: a page of a proxy, or the request. */
const MOST_CHARACTERS = 2000;

const MOST_CAUSES = 8;

/** From there on a message repeats the headers of the request: key id, signature, session token. */
const REPEATED_REQUEST =
  /\W*\b(AWS4-HMAC|Authorization=|Credential=|Signature=|X-Amz-Security-Token).*$/i;

/** What stands before the host of a URL: user and password, of an endpoint or a proxy. */
const URL_CREDENTIALS = /:\/\/[^\s'"`]*@/g;

/**
 * Reads an error by its shape alone, so that each package of the SDK keeps to its one importer.
 *
 * @param error whatever was thrown
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
 * The name of an error of the AWS SDK, such as `EntityNotFoundException`; `''` for what is no error.
 *
 * @example
 * awsErrorName(new TypeError('no')) // => 'TypeError'
 */
export function awsErrorName(error: unknown): string {
  const name = error instanceof Error ? fieldOf(error, 'name') : undefined;
  return typeof name === 'string' ? name : '';
}

/**
 * An error to pass on as a cause. AWS repeats the key id, the session token or the text that was
 * signed in the fields of an error and below the first line of its message, and the SDK keeps the
 * request beside it; whoever prints a cause prints all of that. The copy has the facts alone:
 * {@link awsErrorFacts} reads the same in it.
 *
 * @param error whatever was thrown; what is no error is given back as it is
 *
 * @example
 * 'Token' in withoutSecrets(Object.assign(new Error('Malformed'), { Token: 'secret' })) // => false
 */
export function withoutSecrets(error: unknown): unknown {
  return bare(error, MOST_CAUSES);
}

/** @param causes how many are kept at the most: an error may be its own cause */
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

/** Node puts its code in `code`, the SDK the one of AWS in `name`. */
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

/** Below it the SDK adds hints for programmers, a proxy its page, and AWS the request. */
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
  return said === '' ? 'an error without words' : said;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
