import { describe, expect, it } from 'vitest';
import type { Job } from '../../lib/model/job.ts';
import { jobsOfAnApi } from './jobs-of-an-api.ts';
import { permissionsOf } from './permissions.ts';
import { type Synthesized, synthesize } from './synthesize.ts';

const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret';

describe('the role that lands periods', () => {
  it('reads exactly the secrets that a job names, each as a whole', () => {
    const secrets = ['aws:spotify#client-id', 'aws:spotify#client-secret', 'aws:lake/other'];

    expect(secretsRead({ secrets })).toEqual([
      `Allow secretsmanager:GetSecretValue on ${SECRET}:lake/other-??????`,
      `Allow secretsmanager:GetSecretValue on ${SECRET}:spotify-??????`,
    ]);
  });

  it('reads the secret of an ARN, with the characters that AWS adds or without', () => {
    const elsewhere = 'arn:aws:secretsmanager:sa-east-1:444455556666:secret';
    const secrets = [`aws:${elsewhere}:api-a1B2c3#token`, `aws:${elsewhere}:other`];

    expect(secretsRead({ secrets })).toEqual([
      `Allow secretsmanager:GetSecretValue on ${elsewhere}:api-a1B2c3`,
      `Allow secretsmanager:GetSecretValue on ${elsewhere}:other-??????`,
    ]);
  });

  it('reads exactly the parameters that a job names', () => {
    const parameters = 'arn:aws:ssm:us-east-1:111122223333:parameter';
    const elsewhere = 'arn:aws:ssm:sa-east-1:444455556666:parameter/url';
    const secrets = ['aws:ssm:/lake/api', 'aws:ssm:token', `aws:ssm:${elsewhere}`];

    expect(secretsRead({ secrets })).toEqual(
      [
        `Allow ssm:GetParameter on ${parameters}/lake/api`,
        `Allow ssm:GetParameter on ${parameters}/token`,
        `Allow ssm:GetParameter on ${elsewhere}`,
      ].sort(),
    );
  });

  it('reads the secret of the database that a job is delivered to', () => {
    expect(secretsRead({ deliver: 'aws:lake/postgres#url' })).toEqual([
      `Allow secretsmanager:GetSecretValue on ${SECRET}:lake/postgres-??????`,
    ]);
  });

  it('reads nothing where the secrets of a job are elsewhere', () => {
    expect(secretsRead({ secrets: ['env:SPOTIFY_CLIENT_ID', 'file:token'] })).toEqual([]);
  });

  it('reads nothing for a job that is off', () => {
    const { template } = stackWith({ secrets: ['aws:spotify'] }, { jobs: 'fake-accounts' });

    expect(permissionsOf(template, 'GitHubRole').join('\n')).not.toContain('secret');
    expect(template.findOutputs('Secrets')).toEqual({});
  });

  it('has nothing that cdk-nag finds', () => {
    expect(stackWith({ secrets: ['aws:spotify', 'aws:ssm:/lake/api'] }).findings()).toEqual([]);
  });
});

describe('the function of the inbox', () => {
  it('reads no secret of another job', () => {
    const { template } = stackWith({ secrets: ['aws:spotify'] }, { jobs: 'rates,vendas' });

    expect(permissionsOf(template, 'GitHubRole').join('\n')).toContain('secretsmanager');
    expect(permissionsOf(template, 'InboxFunctionRole').join('\n')).not.toContain('secret');
  });
});

describe('the output Secrets', () => {
  it('names each secret once, for the workflows', () => {
    const secrets = ['aws:spotify#client-id', 'aws:spotify#client-secret', 'aws:ssm:/lake/api'];
    const { template } = stackWith({ secrets });

    expect(template.findOutputs('Secrets').Secrets?.Value).toBe('aws:spotify aws:ssm:/lake/api');
  });
});

describe('a reference to a secret', () => {
  it.each(['aws:', 'aws:a*', 'aws:a secret value', 'aws:#field'])(
    'that names none is refused, and not repeated: %s',
    (reference) => {
      expect(() => stackWith({ secrets: [reference] })).toThrow(
        `Expected the job "rates" to name a secret in AWS as aws:NAME, aws:NAME#field or aws:ssm:NAME, got aws: and ${reference.length - 4} characters that are no name. Correct its file in jobs/.`,
      );
    },
  );
});

/** The permissions on secrets in a stack with a job that says this as well. */
function secretsRead(more: Partial<Job>): string[] {
  return permissionsOf(stackWith(more).template, 'GitHubRole').filter((line) =>
    /secretsmanager|ssm/.test(line),
  );
}

function stackWith(more: Partial<Job>, context: Record<string, string> = {}): Synthesized {
  return synthesize(
    { github: 'octo/lake', jobs: 'rates', ...context },
    { jobs: jobsOfAnApi(more) },
  );
}
