/** What can go wrong in a simulated world, and how it is brought about. */
export const faults = {
  'tick late': 'a tick of the schedule comes 2 minutes to 6 hours late',
  'tick dropped': 'a tick never comes; in some worlds most do not',
  'tick doubled': 'two runs begin within 50 ms of each other',
  'clock ahead': 'the clock of a process is minutes to 3 days ahead',
  'clock behind': 'the clock of a process is minutes to 3 days behind',
  'backfill over live runs': 'a range is backfilled, in up to 4 shards at once, while runs go on',
  'two versions at once': 'a run of another generator version, with other bytes, in the same weeks',
  'other settings': 'a run with another seed than the lake was filled with',
  'told to stop': 'Ctrl-C: the signal of a run, at any moment',
  'killed before a call': 'a process dies; what it had asked for last is not done, or done in part',
  'killed after a call': 'a process dies before it hears of what was done',
  'machine crashed':
    'all its processes die; what was not flushed is lost or cut, names in folders are lost',
  'slow call': 'a call takes up to 2 minutes',
  'hanging call': 'a call takes 10 minutes to 3 hours',
  'disk full': 'ENOSPC, before anything is done',
  'disk full halfway': 'ENOSPC, after a part was written',
  'input/output error': 'EIO: nothing is done, or the flush failed',
  'too many open files': 'EMFILE',
  'answer of a folder lost': 'done, and answered by ETIMEDOUT or, to a link, by EEXIST',
  'S3 SlowDown': '503 at every try of the SDK',
  'S3 internal error': '500 at every try of the SDK',
  'S3 connection reset': 'ECONNRESET; nothing is done',
  'S3 timed out, not done': 'no answer; nothing is done',
  'S3 timed out, done': 'no answer; it was done',
  'S3 timed out, done later': 'no answer; it is done up to 20 minutes later',
  'S3 answers a repeated try': 'done, not answered, tried again by the SDK: 412 or NoSuchUpload',
  'S3 conflict': '409 ConditionalRequestConflict',
  'S3 body cut on the way there': 'part of the bytes arrive',
  'S3 body cut on the way back': 'part of the bytes come back',
  'listed late': 'a server that lists an object up to 15 minutes after it landed',
  'credentials expired':
    'ExpiredToken from some call on, to the end of the process or of an outage',
  'Glue throttled': 'ThrottlingException at every try of the SDK',
  'Glue internal error': '500 at every try of the SDK',
  'Glue refuses some': 'some partitions of a call are refused, the others made',
  'Glue timed out, not done': 'no answer; nothing is done',
  'Glue timed out, done': 'no answer; it was done',
} as const;

/** The name of a class of faults. */
export type Fault = keyof typeof faults;

/** What is asked of the edge of the world. */
export type CallKind =
  | 'turn'
  | 'make'
  | 'sleep'
  | 'mkdir'
  | 'open'
  | 'write'
  | 'sync'
  | 'close'
  | 'link'
  | 'rename'
  | 'rm'
  | 'readdir'
  | 'readdirSync'
  | 'readFile'
  | 'lstat'
  | 'lstatSync'
  | 'LIST'
  | 'HEAD'
  | 'GET'
  | 'PUT'
  | 'POST uploads'
  | 'PUT part'
  | 'POST upload'
  | 'DELETE upload'
  | 'GetTable'
  | 'GetPartitions'
  | 'BatchDeletePartition'
  | 'BatchCreatePartition';

const anyCall: readonly Fault[] = [
  'killed before a call',
  'killed after a call',
  'slow call',
  'hanging call',
];
const ofMachine: readonly Fault[] = [...anyCall, 'machine crashed'];
const anyFile: readonly Fault[] = [...ofMachine, 'input/output error', 'answer of a folder lost'];
const growing: readonly Fault[] = [...anyFile, 'disk full'];
const anyS3: readonly Fault[] = [
  ...ofMachine,
  'S3 SlowDown',
  'S3 internal error',
  'S3 connection reset',
  'S3 timed out, not done',
  'credentials expired',
];
const changingS3: readonly Fault[] = [...anyS3, 'S3 timed out, done', 'S3 timed out, done later'];
const anyGlue: readonly Fault[] = [
  ...ofMachine,
  'Glue throttled',
  'Glue internal error',
  'Glue timed out, not done',
  'credentials expired',
];

/** What can happen to a call. */
export const possible: Readonly<Record<CallKind, readonly Fault[]>> = {
  turn: ofMachine,
  make: ofMachine,
  sleep: ofMachine,
  mkdir: growing,
  open: [...growing, 'too many open files'],
  write: [...growing, 'disk full halfway'],
  sync: growing,
  close: anyFile,
  link: growing,
  rename: growing,
  rm: anyFile,
  readdir: [...anyFile, 'too many open files'],
  readdirSync: [
    'killed before a call',
    'killed after a call',
    'input/output error',
    'too many open files',
  ],
  readFile: [...anyFile, 'too many open files'],
  lstat: anyFile,
  lstatSync: ['killed before a call', 'killed after a call', 'input/output error'],
  LIST: anyS3,
  HEAD: anyS3,
  GET: [...anyS3, 'S3 body cut on the way back'],
  PUT: [...changingS3, 'S3 answers a repeated try', 'S3 conflict', 'S3 body cut on the way there'],
  'POST uploads': changingS3,
  'PUT part': [...changingS3, 'S3 body cut on the way there'],
  'POST upload': [...changingS3, 'S3 answers a repeated try', 'S3 conflict'],
  'DELETE upload': changingS3,
  GetTable: anyGlue,
  GetPartitions: anyGlue,
  BatchDeletePartition: [...anyGlue, 'Glue timed out, done'],
  BatchCreatePartition: [...anyGlue, 'Glue timed out, done', 'Glue refuses some'],
};

/** Faults that are no reason for a run to fail: what takes long takes long. */
export const bearable: readonly Fault[] = ['slow call', 'hanging call'];

/** Faults that happen to calls: the others are of schedules, clocks and versions. */
export const callFaults: readonly Fault[] = [...new Set(Object.values(possible).flat())];
