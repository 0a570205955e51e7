import { runInNewContext } from 'node:vm';
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { INDEX_OF_FOLDER } from '../../lib/stack/dashboard-site.ts';
import { isAllowed, statementsOf } from './allowed.ts';
import { resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

const { template, findings, acknowledged } = synthesize({ github: 'octo/lake', dashboard: 'on' });
const [bucket] = resourcesOf(template, 'AWS::S3::Bucket').filter(({ id }) =>
  id.startsWith('Dashboard'),
);
const [distribution] = resourcesOf(template, 'AWS::CloudFront::Distribution');
const config = distribution?.Properties.DistributionConfig;
const BUCKET = `arn:aws:s3:::${bucket?.id.toLowerCase()}`;

/** Names of the outputs of the dashboard. */
function outputsOf(stack: Template): string[] {
  const names = Object.keys(stack.findOutputs('*'));
  return names.filter((name) => name.startsWith('Dashboard')).sort();
}

describe('the dashboard on AWS', () => {
  it('is an option that is off', () => {
    for (const off of [synthesize().template, synthesize({ dashboard: 'off' }).template]) {
      expect(resourcesOf(off, 'AWS::CloudFront::Distribution')).toEqual([]);
      expect(outputsOf(off)).toEqual([]);
    }
  });

  it('lies in a private, encrypted bucket with access logs', () => {
    expect(bucket?.Properties).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
      BucketEncryption: expect.anything(),
      LoggingConfiguration: { LogFilePrefix: 'dashboard/' },
    });
    expect(bucket?.Properties).not.toHaveProperty('WebsiteConfiguration');
  });

  it('is kept when the stack is deleted, unless all data is to be destroyed', () => {
    const destroyed = synthesize({ dashboard: 'on', removal: 'destroy', destroyData: 'yes' });

    expect(bucket?.DeletionPolicy).toBe('Retain');
    expect(
      resourcesOf(destroyed.template, 'AWS::S3::Bucket').map(
        ({ DeletionPolicy }) => DeletionPolicy,
      ),
    ).toEqual(['Delete', 'Delete', 'Delete', 'Delete']);
  });

  it('is read by its distribution only, through origin access control', () => {
    const [control] = resourcesOf(template, 'AWS::CloudFront::OriginAccessControl');
    const policy = statementsOf(template, 'AWS::S3::BucketPolicy', 'Dashboard');
    const allowing = policy.filter((statement) => JSON.stringify(statement).includes('"Allow"'));

    expect(control?.Properties.OriginAccessControlConfig).toMatchObject({
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    });
    expect(allowing).toEqual([
      {
        Action: 's3:GetObject',
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: `${BUCKET}/*`,
        Condition: {
          StringEquals: {
            'AWS:SourceArn': expect.stringMatching(/^arn:aws:cloudfront::111122223333:dist/),
          },
        },
      },
    ]);
  });

  it('is served by HTTPS only, compressed, from the first page on', () => {
    expect(config).toMatchObject({
      Enabled: true,
      DefaultRootObject: 'index.html',
      HttpVersion: 'http2and3',
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https', Compress: true },
    });
    expect(JSON.stringify(config)).not.toContain('allow-all');
  });

  it('tells browsers to stay with HTTPS and not to guess types', () => {
    // The managed policy "SecurityHeaders" of CloudFront.
    expect(config).toHaveProperty(
      'DefaultCacheBehavior.ResponseHeadersPolicyId',
      '67f7725c-6f97-4210-82d7-5512b31e9d03',
    );
  });

  it.each([
    ['/', '/index.html'],
    ['/pypi/', '/pypi/index.html'],
    ['/pypi', '/pypi/index.html'],
    ['/data/manifest.json', '/data/manifest.json'],
    ['/_app/immutable/a.b.js', '/_app/immutable/a.b.js'],
  ])('has the page of a folder: %s is %s', (uri, expected) => {
    const [index] = resourcesOf(template, 'AWS::CloudFront::Function');

    const asked = runInNewContext(`${INDEX_OF_FOLDER}; handler({ request: { uri } }).uri`, { uri });

    expect(index?.Properties.FunctionCode).toBe(INDEX_OF_FOLDER);
    expect(asked).toBe(expected);
  });

  it('can be published by the workflows, which may replace its files and nothing else', () => {
    const role = statementsOf(template, 'AWS::IAM::Policy', 'GitHubRole');
    const may = (action: string, resource: string) => isAllowed(role, { action, resource });

    for (const action of ['s3:PutObject', 's3:DeleteObject']) {
      expect(may(action, `${BUCKET}/pypi/index.html`)).toBe(true);
    }
    expect(may('s3:ListBucket', BUCKET)).toBe(true);
    expect(
      may(
        'cloudfront:CreateInvalidation',
        `arn:aws:cloudfront::111122223333:distribution/${distribution?.id.toLowerCase()}`,
      ),
    ).toBe(true);
    expect(may('s3:DeleteObject', 'arn:aws:s3:::111122223333-landing-zone/fake-accounts/x')).toBe(
      false,
    );
    expect(may('s3:DeleteBucket', BUCKET)).toBe(false);
  });

  it('outputs where its files go, and where it is', () => {
    expect(outputsOf(template)).toEqual([
      'DashboardBucketUrl',
      'DashboardDistribution',
      'DashboardUrl',
    ]);
    expect(JSON.stringify(template.findOutputs('DashboardUrl'))).toContain('https://');
  });

  it('runs no function of Lambda', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/AWS::Lambda|Custom::/);
  });

  it('has no finding of cdk-nag that is not acknowledged', () => {
    expect(findings()).toEqual([]);
    expect(acknowledged().filter((finding) => finding.includes('/Dashboard/'))).toEqual(
      ['CFR1', 'CFR2', 'CFR3', 'CFR4'].map(
        (rule) => `AwsSolutions-${rule} at Hourlake/Dashboard/Distribution/Resource`,
      ),
    );
  });
});
