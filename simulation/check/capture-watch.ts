import { HourlakeError } from '../../lib/errors.ts';
import {
  type CaptureRecord,
  captureRecordBytes,
  parseCaptureRecord,
} from '../../lib/lake/capture-record.ts';
import { BACKUP, CAPTURES, capturedFilesOf, captureKey, rawKey } from '../../lib/lake/raw-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { type Period, periodOfGrain } from '../../lib/model/period.ts';
import { droppedLines, rejectedLines } from '../jobs/dropped-lines.ts';
import type { Accuse } from './violation.ts';
import type { VisibleLake } from './visible-lake.ts';

const RECORDS = `${CAPTURES}/${droppedLines.name}/`;
const RAW = `${BACKUP}/${droppedLines.name}/file=`;

/** Whether a file with these bytes was ever whole in the inbox, under this name. */
export type WasDropped = (sha256: string, name: string) => boolean;

/** Knows what was captured: the records, and the files as they came. */
export class CaptureWatch {
  private readonly lake: VisibleLake;
  private readonly accuse: Accuse;
  private readonly wasDropped: WasDropped;
  private disk: ((key: string) => boolean) | undefined;

  constructor(lake: VisibleLake, accuse: Accuse, wasDropped: WasDropped) {
    this.lake = lake;
    this.accuse = accuse;
    this.wasDropped = wasDropped;
  }

  /** From now on this says what would survive a crash. Before that, everything does. */
  ask(disk: (key: string) => boolean): void {
    this.disk = disk;
  }

  /** Whether an object would be there after a crash now. */
  survivesCrash(key: string): boolean {
    return this.disk?.(key) ?? true;
  }

  /** Whether a key is that of a record, or of a file as it came. */
  isCapture(key: string): boolean {
    return key.startsWith(RECORDS) || key.startsWith(RAW);
  }

  /** A record or a file became visible. */
  shown(key: string, bytes: Uint8Array): void {
    this.lake.add(key, bytes);
    if (key.startsWith(RECORDS)) this.checkRecord(key, bytes);
    else this.checkRaw(key, bytes);
  }

  /** The period of a record or of a file. */
  periodOf(key: string): Period | undefined {
    const start = key.startsWith(RECORDS) ? RECORDS.length : RAW.length;
    return periodOfGrain('file', key.slice(start, start + 12));
  }

  /** The periods of all captured files. */
  periods(): Period[] {
    return capturedFilesOf(this.lake.keys(), droppedLines.name);
  }

  /** The record of a period, if the lake has one now. */
  recordOf(period: Period): CaptureRecord | undefined {
    const key = captureKey(droppedLines.name, period);
    const bytes = this.lake.bytesOf(key);
    return bytes && parsed(key, bytes);
  }

  /** Why a file must not leave the inbox yet; `undefined` when it may. */
  lackOf(digest: string): string | undefined {
    if (!this.isSafe(digest)) return 'a file left the inbox before its raw copy was safe';
    const period = periodOfGrain('file', digest.slice(0, 12));
    const isThere = [droppedLines, rejectedLines].every(
      (job) => period && this.lake.has(job, period),
    );
    return isThere ? undefined : 'a file left the inbox before its rows and rejects had landed';
  }

  /** Whether record and raw copy of a file are there, and would be after a crash. */
  isSafe(digest: string): boolean {
    const period = periodOfGrain('file', digest.slice(0, 12));
    const record = period && this.recordOf(period);
    if (period === undefined || record?.sha256 !== digest) return false;
    const raw = rawKey(droppedLines.name, period, record.name);
    const keys = [captureKey(droppedLines.name, period), raw];
    return this.lake.sha256Of(raw) === digest && keys.every((key) => this.survivesCrash(key));
  }

  private checkRecord(key: string, bytes: Uint8Array): void {
    const record = parsed(key, bytes);
    if (
      record === undefined ||
      captureKey(record.job, this.periodOf(key) ?? record.captured) !== key
    ) {
      this.accuse('a visible record is not whole', key);
    } else if (!this.wasDropped(record.sha256, record.name)) {
      this.accuse('a record names a file that was never dropped whole', `${key} ${record.name}`);
    }
  }

  private checkRaw(key: string, bytes: Uint8Array): void {
    const period = this.periodOf(key);
    const record = period && this.recordOf(period);
    if (period === undefined || record === undefined) {
      this.accuse('a file was captured before its record', key);
    } else if (rawKey(droppedLines.name, period, record.name) !== key) {
      this.accuse('a file was captured under another name than its record says', key);
    } else if (sha256(bytes) !== record.sha256 || bytes.length !== record.bytes) {
      this.accuse('a captured file has other bytes than its record says', key);
    }
  }
}

function parsed(key: string, bytes: Uint8Array): CaptureRecord | undefined {
  try {
    const record = parseCaptureRecord(bytes, { place: key, key });
    return Buffer.compare(captureRecordBytes(record), bytes) === 0 ? record : undefined;
  } catch (error) {
    if (error instanceof HourlakeError) return undefined;
    throw error;
  }
}
