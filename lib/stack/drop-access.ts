import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { NOTE_SUFFIX } from '../capture/inbox/note.ts';
import { inboxFolder } from '../lake/raw-key.ts';
import type { Job } from '../model/job.ts';
import { acknowledgeObjects } from './private-bucket.ts';

/** Where files may be dropped. */
export interface DropAccessProps {
  /** The bucket of the lake. */
  readonly bucket: Bucket;
  /** The jobs that take the files in; at least one. */
  readonly jobs: readonly Job[];
}

/**
 * The policy of people and programs that drop files in the inbox, to be attached to their users, groups or
 * roles. They read the notes on their files, and no file: not even their own.
 */
export class DropAccess extends Construct {
  /** The policy. Nothing is attached to it yet. */
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { bucket, jobs }: DropAccessProps) {
    super(scope, id);
    const folders = jobs.map(({ name }) => inboxFolder(name));
    const below = (name: string) =>
      folders.map((folder) => bucket.arnForObjects(`${folder}/${name}`));
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: 'Hourlake: drops files in the inbox, and reads the notes on them',
      statements: [
        new PolicyStatement({ actions: ['s3:PutObject'], resources: below('*') }),
        new PolicyStatement({ actions: ['s3:GetObject'], resources: below(`*${NOTE_SUFFIX}`) }),
      ],
    });
    for (const folder of folders) {
      acknowledgeObjects(
        this.policy,
        bucket,
        `${folder}/*`,
        'people name the files that they drop',
      );
      acknowledgeObjects(
        this.policy,
        bucket,
        `${folder}/*${NOTE_SUFFIX}`,
        'a note is named after its file',
      );
    }
  }
}
