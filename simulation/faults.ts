/**
 * The classes of faults of the simulation, and how each is injected. Printed in
 * docs/reliability.md.
 */
export const faults = {
  'tick late': 'a scheduled run starts 2 minutes to 6 hours late',
  'tick dropped': 'a scheduled run never starts; in some worlds most of them',
  'tick doubled': 'two runs start within 50 ms of each other',
  'clock ahead': 'the clock of a process is minutes to 3 days ahead',
  'clock behind': 'the clock of a process is minutes to 3 days behind',
  'backfill over live runs': 'a range is backfilled during other runs, in up to 4 shards at once',
  'two versions at once': 'a run of another generator version, with other bytes, in the same weeks',
  'other settings': 'a run with a seed other than the seed of the lake',
  'told to stop': 'Ctrl-C: a run receives its stop signal at any moment',
  'killed before a call': 'a process dies; its last call has no effect, or part of its effect',
  'killed after a call': 'a process dies after a call took effect, before it gets the answer',
  'machine crashed':
    'all processes of a machine die; unflushed bytes are lost or cut, and file names are lost',
  'slow call': 'a call takes up to 2 minutes',
  'hanging call': 'a call takes 10 minutes to 3 hours',
  'worker died': 'the thread that makes a file dies',
  'disk full': 'ENOSPC; the call has no effect',
  'disk full halfway': 'ENOSPC after part of the bytes were written',
  'input/output error': 'EIO; the call has no effect, or the flush failed',
  'too many open files': 'EMFILE',
  'answer of a folder lost': 'the call takes effect, but returns ETIMEDOUT or, for a link, EEXIST',
  'S3 SlowDown': '503 on every attempt of the SDK',
  'S3 internal error': '500 on every attempt of the SDK',
  'S3 connection reset': 'ECONNRESET; the request has no effect',
  'S3 timed out, not done': 'no answer; the request has no effect',
  'S3 timed out, done': 'no answer; the request takes effect',
  'S3 timed out, done later': 'no answer; the request takes effect up to 20 minutes later',
  'S3 answers a repeated try':
    'the request takes effect, its answer is lost, and the retry gets 412 or NoSuchUpload',
  'S3 conflict': '409 ConditionalRequestConflict',
  'S3 body cut on the way there': 'only part of the bytes reach S3',
  'S3 body cut on the way back': 'only part of the bytes are returned',
  'listed late': 'a server lists an object up to 15 minutes after it landed',
  'credentials expired': 'ExpiredToken from some call until the end of the process or of an outage',
  'Glue throttled': 'ThrottlingException on every attempt of the SDK',
  'Glue internal error': '500 on every attempt of the SDK',
  'Glue refuses some': 'some partitions of a request are rejected, the others are created',
  'Glue timed out, not done': 'no answer; the request has no effect',
  'Glue timed out, done': 'no answer; the request takes effect',
} as const;

/** The same for worlds with an API. */
export const apiFaults = {
  'API down': 'nobody answers, for 10 minutes to 5 hours',
  'API answers 503': '503 Service Unavailable',
  'API asks to wait': '429 with a Retry-After of 45 seconds',
  'API asks to wait too long': '429 with a Retry-After of an hour',
  'API connection reset': 'ECONNRESET',
  'API is silent': 'no byte for 30 seconds',
  'API answer cut': 'the connection breaks in the middle of the answer',
} as const;

/** The name of a class of faults. */
export type Fault = keyof typeof faults | keyof typeof apiFaults;

/** The calls that a process makes to the simulated I/O. */
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
  | 'rmdir'
  | 'unlink'
  | 'readdir'
  | 'readdirSync'
  | 'readFile'
  | 'lstat'
  | 'lstatSync'
  | 'LIST'
  | 'HEAD'
  | 'GET'
  | 'PUT'
  | 'DELETE'
  | 'POST uploads'
  | 'PUT part'
  | 'POST upload'
  | 'DELETE upload'
  | 'GetTable'
  | 'GetPartitions'
  | 'BatchDeletePartition'
  | 'BatchCreatePartition'
  | 'GET page';

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
const ofApi: readonly Fault[] = [
  'API answers 503',
  'API asks to wait',
  'API asks to wait too long',
  'API connection reset',
  'API is silent',
  'API answer cut',
];

/** The faults that can hit each kind of call. */
export const possible: Readonly<Record<CallKind, readonly Fault[]>> = {
  turn: ofMachine,
  make: [...ofMachine, 'worker died'],
  sleep: ofMachine,
  mkdir: growing,
  open: [...growing, 'too many open files'],
  write: [...growing, 'disk full halfway'],
  sync: growing,
  close: anyFile,
  link: growing,
  rename: growing,
  rm: anyFile,
  rmdir: anyFile,
  unlink: anyFile,
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
  DELETE: changingS3,
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
  'GET page': [...ofMachine, ...ofApi],
};

/** Faults that only take time, and do not excuse a failed run. */
export const bearable: readonly Fault[] = ['slow call', 'hanging call'];

const all: readonly Fault[] = [...new Set(Object.values(possible).flat())];

/** Faults of calls to a lake and its catalog. The others concern schedules, clocks, versions and an API. */
export const callFaults: readonly Fault[] = all.filter((fault) => !ofApi.includes(fault));

/** Faults of all calls, those to an API included. */
export const callFaultsWithApi: readonly Fault[] = [...callFaults, ...ofApi];

/** Whether a fault may be the reason of a failure. */
export function isHarmful(fault: Fault): boolean {
  return fault === 'API down' || (all.includes(fault) && !bearable.includes(fault));
}
