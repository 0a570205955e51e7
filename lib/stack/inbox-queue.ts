import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { FilterCriteria } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { NOTE_SUFFIX } from '../capture/inbox/note.ts';
import { inboxFolder } from '../lake/raw-key.ts';
import type { Job } from '../model/job.ts';

/** Which files wake the function up, and how long it may take. */
export interface InboxQueueProps {
  /** The bucket of the lake. It must send its events to EventBridge. */
  readonly bucket: Bucket;
  /** The jobs that take files in; at least one. */
  readonly jobs: readonly Job[];
  /** Longest time that the function works. */
  readonly timeout: Duration;
}

/** AWS: "set the source queue's visibility timeout to at least six times the timeout of the function". */
const TIMEOUTS_INVISIBLE = 6;

/** Tries of a message before it is put aside. */
const TRIES = 3;

/** Events that wake the function up at once, and seconds for which the first one waits for others. */
const BATCH = 100;
const WINDOW = Duration.seconds(10);

/** Runs at once. Two are the least that AWS takes. */
const MOST_RUNS = 2;

/**
 * The events of dropped files, on their way from the bucket to the function. An event only wakes it up:
 * which files are there, the function finds out by itself.
 */
export class InboxQueue extends Construct {
  /** What the function is subscribed to. */
  readonly source: SqsEventSource;
  /** Events after which the function failed each time. */
  readonly failed: Queue;

  constructor(scope: Construct, id: string, { bucket, jobs, timeout }: InboxQueueProps) {
    super(scope, id);
    // EventBridge cannot use the AWS managed key of KMS for a queue.
    const shared = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.failed = new Queue(this, 'Failed', { ...shared, retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'Queue', {
      ...shared,
      visibilityTimeout: Duration.seconds(timeout.plus(WINDOW).toSeconds() * TIMEOUTS_INVISIBLE),
      deadLetterQueue: { queue: this.failed, maxReceiveCount: TRIES },
    });
    new Rule(this, 'Rule', {
      description: 'Tells the inbox of new objects, but not of its own notes',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [bucket.bucketName] },
          object: { key: [{ 'anything-but': { suffix: NOTE_SUFFIX } }] },
        },
      },
      targets: [new SqsQueue(queue)],
    });
    const folders = jobs.map(({ name }) => ({ prefix: `${inboxFolder(name)}/` }));
    this.source = new SqsEventSource(queue, {
      batchSize: BATCH,
      maxBatchingWindow: WINDOW,
      maxConcurrency: MOST_RUNS,
      // A rule cannot say of one key how it begins and how it must not end.
      filters: [FilterCriteria.filter({ body: { detail: { object: { key: folders } } } })],
    });
  }
}
