import type { CreateNamedQueryInput, CreateWorkGroupInput } from '@aws-sdk/client-athena';
import type { CreateTableRequest, DatabaseInput, TableInput } from '@aws-sdk/client-glue';
import type { Template } from 'aws-cdk-lib/assertions';
import { type Place, resourcesOf } from './resolve.ts';

// What CloudFormation would create, as requests of the SDKs, so that a test can create the same in an
// emulator.

/** The Glue database. */
export function databaseInputOf(template: Template, place: Place = {}): DatabaseInput {
  const [database] = resourcesOf(template, 'AWS::Glue::Database', place);
  return database?.Properties.DatabaseInput as DatabaseInput;
}

/** The Glue tables, in the order of the jobs. */
export function tableInputsOf(template: Template, place: Place = {}): TableInput[] {
  return resourcesOf(template, 'AWS::Glue::Table', place).map(
    ({ Properties }) => Properties.TableInput as NonNullable<CreateTableRequest['TableInput']>,
  );
}

/** The Athena workgroup of those who may query everything. */
export function workgroupOf(template: Template, place: Place = {}): CreateWorkGroupInput {
  const [workgroup] = workgroupsOf(template, place);
  if (workgroup === undefined) throw new Error('No workgroup');
  return workgroup;
}

/** All Athena workgroups: that of those who may query everything, then that of analysts. */
export function workgroupsOf(template: Template, place: Place = {}): CreateWorkGroupInput[] {
  return resourcesOf(template, 'AWS::Athena::WorkGroup', place).map(({ Properties }) => {
    const { Name, Description, WorkGroupConfiguration } = Properties;
    return { Name, Description, Configuration: WorkGroupConfiguration } as CreateWorkGroupInput;
  });
}

/** The saved queries as named queries of the workgroup. */
export function namedQueriesOf(template: Template, place: Place = {}): CreateNamedQueryInput[] {
  return resourcesOf(template, 'AWS::Athena::NamedQuery', place).map(
    ({ Properties }) => Properties as unknown as CreateNamedQueryInput,
  );
}
