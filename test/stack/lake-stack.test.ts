import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jobsOfEveryGrain } from './jobs-of-every-grain.ts';
import { resolve } from './resolve.ts';
import { cdkJson, synthesize } from './synthesize.ts';

const CRAWLER_LOG =
  'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws-glue/crawlers:*]';

describe('the stack', () => {
  const { template } = synthesize({ github: 'octo/lake' });
  const resources: Record<string, { Type: string; Properties: { Tags?: unknown } }> =
    template.toJSON().Resources;

  it('runs no code of its own on AWS', () => {
    const types = Object.values(resources).map(({ Type }) => Type);

    expect(types.filter((type) => /Lambda|^Custom::|CustomResource/.test(type))).toEqual([]);
  });

  it('outputs what the workflows need', () => {
    const outputs = resolve(template, template.findOutputs('*')) as Record<string, object>;

    expect(
      Object.fromEntries(
        Object.entries(outputs).map(([name, output]) => [
          name,
          (output as { Value: string }).Value,
        ]),
      ),
    ).toEqual({
      LakeUrl: 's3://111122223333-landing-zone',
      Jobs: 'fake-accounts bronze-fake-accounts',
      Database: 'hourlake',
      Crawler: 'hourlake',
      Workgroup: 'hourlake',
      ResultsUrl: expect.stringMatching(/^s3:\/\/athenaresults/),
      BronzeKey: expect.stringMatching(/^kms:arn of BronzeKey/),
      AnalystWorkgroup: 'hourlake-analysts',
      AnalystPolicyArn: expect.stringMatching(/^bronzeaccesspolicy/),
      RoleArn: expect.stringMatching(/^arn:aws:iam::111122223333:role\/githubrole/),
      AlarmTopicArn: expect.stringMatching(/^freshnesstopic/),
      Region: 'us-east-1',
      Account: '111122223333',
    });
    for (const output of Object.values(outputs)) {
      expect(output).toHaveProperty('Description', expect.stringMatching(/\w+ \w+/));
    }
  });

  it('outputs the role for deployments and the chosen jobs', () => {
    const jobs = ['fake-accounts-truth', 'fake-accounts'];
    const outputs = synthesize({ githubDeployEnvironment: 'aws', jobs }).template.findOutputs('*');

    expect(Object.keys(outputs)).toContain('DeployRoleArn');
    expect(outputs.Jobs?.Value).toBe('fake-accounts fake-accounts-truth');
  });

  it('tags what can be tagged', () => {
    const tagged = Object.values(resources).filter(({ Properties }) => Properties.Tags);

    expect(tagged.length).toBeGreaterThan(8);
    for (const { Properties } of tagged) {
      expect([{ project: 'hourlake' }, [{ Key: 'project', Value: 'hourlake' }]]).toContainEqual(
        Properties.Tags,
      );
    }
  });

  it('is independent of account and region', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/\d{12}|us-east-1/);
  });

  it('can have another name', () => {
    const named = synthesize({ stackName: 'Sandbox' }).template;

    expect(JSON.stringify(named.toJSON())).toContain('SandboxFreshness');
  });
});

describe('cdk-nag', () => {
  it.each([
    {},
    { catalog: 'registered' },
    { catalog: 'projection' },
    { removal: 'destroy', destroyData: 'yes' },
    { githubDeployEnvironment: 'aws', alarmEmail: 'data@example.com' },
    { github: 'none' },
    { bronze: 'off' },
    { dashboard: 'on' },
    { administrators: 'arn:aws:iam::111122223333:role/admin' },
  ])('finds nothing that is not acknowledged in a stack with %o', (context) => {
    expect(synthesize(context).findings()).toEqual([]);
  });

  it('finds nothing that is not acknowledged in a stack with jobs of every grain', () => {
    expect(synthesize({}, { jobs: jobsOfEveryGrain }).findings()).toEqual([]);
  });

  it('would find these without acknowledgements, each in one place', () => {
    const { acknowledged, template } = synthesize();
    const bucket = Object.keys(template.findResources('AWS::S3::Bucket')).find((id) =>
      id.startsWith('LandingZoneBucket'),
    );
    const results = Object.keys(template.findResources('AWS::S3::Bucket')).find((id) =>
      id.startsWith('AthenaResults'),
    );
    const objects = `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/fake-accounts/*]`;
    const bronze = `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/bronze/fake-accounts/*]`;

    expect(acknowledged().sort()).toEqual(
      [
        'AwsSolutions-GL1 at Hourlake/Partitions/Crawler',
        `${CRAWLER_LOG} at Hourlake/Partitions/Role/DefaultPolicy/Resource`,
        `${objects} at Hourlake/Partitions/Role/DefaultPolicy/Resource`,
        `${objects} at Hourlake/GitHub/Role/DefaultPolicy/Resource`,
        `${bronze} at Hourlake/Partitions/Role/DefaultPolicy/Resource`,
        `${bronze} at Hourlake/GitHub/Role/DefaultPolicy/Resource`,
        `${bronze} at Hourlake/Bronze/Access/Policy/Resource`,
        `AwsSolutions-IAM5[Resource::<${results}.Arn>/analysts/*] at Hourlake/Bronze/Access/Policy/Resource`,
      ].sort(),
    );
  });
});

describe('cdk.json', () => {
  it('runs the app as TypeScript on every supported version of Node', () => {
    expect(cdkJson.app).toBe('node --import tsx bin/app.ts');
  });

  it('has the flags that this version of the CDK recommends, and a placeholder for the repository', () => {
    const recommended = JSON.parse(
      readFileSync('node_modules/aws-cdk-lib/recommended-feature-flags.json', 'utf8'),
    );

    expect(cdkJson.context).toEqual({ ...recommended, github: '_owner_/_repository_' });
  });
});
