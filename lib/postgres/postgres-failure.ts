import { DatabaseError } from '../errors.ts';
import { wordsOf } from '../printable.ts';

/** What is known of an error of the server or of the connection. */
interface Facts {
  /** A SQLSTATE, or the code of an error of the operating system. */
  readonly code: string | undefined;
  /** What it is about, by names of the catalog, which hold no value of a row. */
  readonly names: string;
}

/** What the codes mean that a person can do something about. */
interface Meaning {
  readonly got: string;
  readonly advice: string;
  readonly retryable?: boolean;
}

const AGAIN = 'Run the command again: it continues where this one ended.';
const REACH =
  'Check host and port, and whether the server is running and may be reached from here.';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html; and codes of Node.js. */
const meanings: Readonly<Record<string, Meaning>> = {
  ENOTFOUND: { got: 'no such host', advice: 'Correct the host in the URL of the database.' },
  EAI_AGAIN: { got: 'the host could not be looked up', advice: REACH, retryable: true },
  ECONNREFUSED: { got: 'nothing answers there', advice: REACH, retryable: true },
  EHOSTUNREACH: { got: 'the host cannot be reached', advice: REACH, retryable: true },
  ENETUNREACH: { got: 'the network cannot be reached', advice: REACH, retryable: true },
  ENOENT: { got: 'no server has a socket there', advice: REACH },
  ETIMEDOUT: { got: 'no answer in time', advice: REACH, retryable: true },
  ECONNRESET: { got: 'the connection broke', advice: AGAIN, retryable: true },
  EPIPE: { got: 'the connection broke', advice: AGAIN, retryable: true },
  '08006': { got: 'the connection broke', advice: AGAIN, retryable: true },
  '08P01': { got: 'an answer that is not that of PostgreSQL', advice: REACH },
  '0A000': {
    got: 'something that PostgreSQL does not do there',
    advice: 'Row-level security of the table, or a statement within another one, may be why.',
  },
  '22021': {
    got: 'a text with a character that the database cannot hold, such as U+0000',
    advice: 'Correct the source of the rows.',
  },
  '22P05': {
    got: 'JSON with a character that the database cannot hold, such as \\u0000',
    advice: 'Correct the source of the rows.',
  },
  '23503': {
    got: 'rows that refer to rows that are not there',
    advice: 'Rows were removed from the other table, or the source refers to rows that never were.',
  },
  '23505': {
    got: 'rows whose key is there already',
    advice:
      'They came from somewhere else, from other mock rows, or from a lake with the same settings and another beginning. Remove them, or use another schema.',
  },
  '23502': {
    got: 'a row without a value in a required column',
    advice: 'Correct the source of the rows.',
  },
  '23514': {
    got: 'a row that a CHECK of the table refuses',
    advice: 'Correct the source of the rows, or say what the fields of the constraint hold.',
  },
  '25006': {
    got: 'a database that only reads, such as a replica',
    advice: 'Name the primary server, or a database that may be written to.',
  },
  '28000': {
    got: 'the server does not let this user in from here',
    advice: 'Check the user and the database, the sslmode, and pg_hba.conf of the server.',
  },
  '28P01': {
    got: 'wrong password',
    advice: 'Correct it in PGPASSWORD, in the password file or in the secret.',
  },
  '3D000': { got: 'no such database', advice: 'Create it with "createdb", or name another one.' },
  '3F000': { got: 'no such schema', advice: 'Create it with CREATE SCHEMA, or name another one.' },
  '40001': { got: 'a conflict with another session', advice: AGAIN, retryable: true },
  '40P01': { got: 'a deadlock with another session', advice: AGAIN, retryable: true },
  '42501': {
    got: 'the user may not do that',
    advice:
      'Grant it USAGE and CREATE on the schema, or SELECT and INSERT on the tables, hourlake_deliveries among them.',
  },
  '53100': {
    got: 'the disk of the server is full',
    advice: `Free some space on the server. ${AGAIN}`,
  },
  '53200': { got: 'the server is out of memory', advice: AGAIN, retryable: true },
  '53300': { got: 'the server has as many connections as it may', advice: AGAIN, retryable: true },
  '55P03': {
    got: 'another session holds a lock for too long',
    advice: `Another delivery may be at work, or may hang: see pg_stat_activity. ${AGAIN}`,
    retryable: true,
  },
  '57014': {
    got: 'the statement was cancelled',
    advice: 'An administrator did, or statement_timeout of the user is too short.',
  },
  '57P01': { got: 'the server shuts down', advice: AGAIN, retryable: true },
  '57P02': { got: 'the server crashed', advice: AGAIN, retryable: true },
  '57P03': { got: 'the server is starting or shutting down', advice: AGAIN, retryable: true },
  '58030': { got: 'the server cannot read or write its files', advice: 'Check its disk.' },
};

/**
 * Errors that PostgreSQL finds before it reads a row: their messages quote the statement and names of the
 * catalog, and nothing else.
 */
const OF_THE_TEXT =
  /^42(601|P01|P02|P10|P18|P20|P21|P22|701|702|703|704|712|725|803|804|809|846|883)$/;

/** Words of `pg` for what has no code. */
const words: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^Connection terminated|not queryable/,
    { got: 'the connection broke', advice: AGAIN, retryable: true },
  ],
  [/^timeout expired$/, { got: 'no answer in time', advice: REACH, retryable: true }],
  [
    /does not support SSL connections/,
    {
      got: 'the server does not encrypt connections',
      advice: 'Have it encrypt them, or set sslmode=disable if the network between is trusted.',
    },
  ],
];

/**
 * Wraps an error of PostgreSQL, or of the connection to it, once. Its message, detail and context quote
 * values of rows, so none of them is passed on, except the message of an error in the text of a
 * statement: the code, the names of table, column and constraint, and our own words are.
 *
 * @param failed what failed, as a clause: `Could not connect to postgres://…`
 */
export function postgresFailure(error: unknown, failed: string): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const { code, names } = factsOf(error);
  const { got, advice, retryable = false } = meaningOf(error, code);
  const state = code === undefined ? '' : ` (${code})`;
  return new DatabaseError(
    { failed, got: `${got}${names}${state}`, advice },
    { code, retryable, cause: new Error(`PostgreSQL ${code ?? 'without a code'}`) },
  );
}

/** The SQLSTATE of an error of the server, or the code of one of the operating system. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function factsOf(error: unknown): Facts {
  const fields = typeof error === 'object' && error !== null ? error : {};
  const named = ['table', 'column', 'constraint'].flatMap((field) => {
    const name: unknown = Reflect.get(fields, field);
    return typeof name === 'string' ? [`${field} ${name}`] : [];
  });
  if (!named.some((name) => name.startsWith('column'))) named.push(...columnOfCopy(fields));
  return { code: codeOf(error), names: named.length === 0 ? '' : `: ${named.join(', ')}` };
}

/** `COPY clientes, line 3, column vlr_total: "…"`: what stands in front of the first quote is no value. */
function columnOfCopy(fields: object): string[] {
  const where: unknown = Reflect.get(fields, 'where');
  const [, column] =
    /^COPY .+?, line \d+, column (.+?): (?:"|null input)/.exec(String(where)) ?? [];
  return column === undefined ? [] : [`column ${column}`];
}

function meaningOf(error: unknown, code: string | undefined): Meaning {
  const known = meanings[code ?? ''];
  if (known !== undefined) return known;
  if (OF_THE_TEXT.test(code ?? '')) {
    return { got: wordsOf(error), advice: 'Correct the statement.' };
  }
  if (code === undefined) {
    const said = wordsOf(error);
    const meaning = words.find(([pattern]) => pattern.test(said))?.[1];
    return (
      meaning ?? { got: 'an error without a code', advice: 'Look into the log of the server.' }
    );
  }
  const isTls = /^(ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|CERT_|UNABLE_TO)/.test(code);
  if (isTls) {
    return {
      got: 'a certificate that cannot be trusted',
      advice: 'Name the certificate of its authority with sslrootcert, or choose another sslmode.',
    };
  }
  return { got: `an error${classOf(code)}`, advice: 'Look into the log of the server.' };
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const classes: Readonly<Record<string, string>> = {
  '08': ' of the connection',
  '22': ' in the data',
  '23': ' against a constraint',
  '42': ' in the statement, or in the rights of the user',
  '53': ': the server lacks resources',
  '54': ': a limit of the server',
  '57': ': an operator intervened',
  '58': ' of the system of the server',
  XX: ' inside of the server',
};

function classOf(code: string): string {
  return classes[code.slice(0, 2)] ?? '';
}
