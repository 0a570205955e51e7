import { describe, expect, it } from 'vitest';
import { capturedFile, captureRecordBytes } from '../../lib/lake/capture-record.ts';
import { captureKey, rawKey } from '../../lib/lake/raw-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { type Day, parsePeriod } from '../../lib/model/period.ts';
import { INBOX_FOLDER } from '../../simulation/check/inbox-watch.ts';
import { Witness } from '../../simulation/check/witness.ts';
import { first } from '../../simulation/deployments.ts';
import { droppedLines } from '../../simulation/jobs/dropped-lines.ts';
import type { LakeView } from '../../simulation/world/lake-view.ts';

const BYTES = Buffer.from('one\n!two\nend\n');
const DIGEST = sha256(BYTES);
const FILE = capturedFile(DIGEST);
const { name: job } = droppedLines;

describe('the witness of an inbox', () => {
  it('accuses a file that left before it was captured, unless its owner took it', () => {
    const [taken, lost] = [aWitness(), aWitness()];
    for (const each of [taken, lost]) drop(each, 'a.txt');

    taken.inbox.ownerActs(() => taken.gone(`${INBOX_FOLDER}a.txt`, false));
    lost.gone(`${INBOX_FOLDER}a.txt`, false);

    expect(taken.violation).toBeUndefined();
    expect(lost.violation?.what).toBe('a file left the inbox before its raw copy was safe');
  });

  it('accuses a file that left with a raw copy that a crash would lose', () => {
    const witness = aWitness();
    drop(witness, 'a.txt');
    witness.captures.ask((key) => key !== rawKey(job, FILE, 'a.txt'));
    capture(witness, 'a.txt');

    witness.gone(`${INBOX_FOLDER}a.txt`, false);

    expect(witness.violation?.what).toBe('a file left the inbox before its raw copy was safe');
  });

  it('accuses a file that left before its rows and rejects had landed', () => {
    const witness = aWitness();
    drop(witness, 'a.txt');
    capture(witness, 'a.txt');

    witness.gone(`${INBOX_FOLDER}a.txt`, false);

    expect(witness.violation?.what).toBe(
      'a file left the inbox before its rows and rejects had landed',
    );
  });

  it('lets an owner replace a file that a run has just put back', () => {
    const witness = aWitness();
    drop(witness, 'a.txt');
    witness.shown(`${INBOX_FOLDER}.taken/1/a.txt`, BYTES);
    witness.gone(`${INBOX_FOLDER}a.txt`, false);
    witness.shown(`${INBOX_FOLDER}a.txt`, BYTES);

    witness.inbox.ownerActs(() => witness.shown(`${INBOX_FOLDER}a.txt`, Buffer.from('other\n')));
    witness.gone(`${INBOX_FOLDER}.taken/1/a.txt`, false);

    expect(witness.violation).toBeUndefined();
  });

  it('follows a file that is moved away and put back, and accuses a crash that loses it', () => {
    const [kept, lost] = [aWitness(), aWitness()];
    for (const each of [kept, lost]) {
      drop(each, 'a.txt');
      each.shown(`${INBOX_FOLDER}.taken/1/a.txt`, BYTES);
      each.gone(`${INBOX_FOLDER}a.txt`, false);
    }

    kept.shown(`${INBOX_FOLDER}a (2).txt`, BYTES);
    for (const each of [kept, lost]) each.gone(`${INBOX_FOLDER}.taken/1/a.txt`, true);
    for (const each of [kept, lost]) each.crashed();

    expect(kept.violation).toBeUndefined();
    expect(lost.violation?.what).toBe('a crash lost a file of the inbox');
  });

  it('accuses a file that is put back under a name that a crash would lose', () => {
    const witness = aWitness();
    drop(witness, 'a.txt');
    witness.captures.ask((key) => key.includes('/.taken/'));
    witness.shown(`${INBOX_FOLDER}.taken/1/a.txt`, BYTES);

    witness.gone(`${INBOX_FOLDER}.taken/1/a.txt`, false);

    expect(witness.violation?.what).toBe('a crash would lose a file of the inbox');
  });

  it('accuses a record of another name than the file ever had, and one of half a file', () => {
    const [named, half] = [aWitness(), aWitness()];
    drop(named, 'a.txt');
    half.inbox.ownerActs(() => half.shown(`${INBOX_FOLDER}a.txt`, BYTES));

    capture(named, 'b.txt');
    capture(half, 'a.txt');

    expect([named, half].map(({ violation }) => violation?.what)).toEqual([
      'a record names a file that was never dropped whole',
      'a record names a file that was never dropped whole',
    ]);
  });

  it('accuses a file that was kept under another name than its record says, or without one', () => {
    const [other, without] = [aWitness(), aWitness()];
    for (const each of [other, without]) for (const name of ['a.txt', 'b.txt']) drop(each, name);

    capture(other, 'a.txt');
    other.shown(rawKey(job, FILE, 'b.txt'), BYTES);
    without.shown(rawKey(job, FILE, 'a.txt'), BYTES);

    expect(other.violation?.what).toBe(
      'a file was captured under another name than its record says',
    );
    expect(without.violation?.what).toBe('a file was captured before its record');
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a file is still in the inbox', { 'a.txt': 'one\n' }],
    ['a file was refused, and no note says so', { 'a.txt': 'bad\n' }],
    ['a note is there without its file', { 'a.txt.erro.txt': 'text' }],
    ['something is left behind in the inbox', { '.taken/1/a.txt': 'one\n' }],
  ])('says at the end that %s', (what, files) => {
    const witness = aWitness();

    witness.inbox.checkEnd(viewOf(files));

    expect(witness.violation?.what).toBe(what);
  });
});

function aWitness(): Witness {
  return new Witness([first], () => {});
}

/** An owner drops a whole file. */
function drop(witness: Witness, name: string): void {
  witness.inbox.ownerActs(() => witness.shown(`${INBOX_FOLDER}${name}`, BYTES));
  witness.inbox.completed(name, BYTES);
}

/** A run captures the file. */
function capture(witness: Witness, name: string): void {
  const captured = dayOf('2026-01-05');
  const record = { job, name, sha256: DIGEST, bytes: BYTES.length, captured };
  witness.shown(captureKey(job, FILE), captureRecordBytes(record));
  witness.shown(rawKey(job, FILE, name), BYTES);
}

function dayOf(text: string): Day {
  // The text of a day.
  return parsePeriod(text) as Day;
}

function viewOf(files: Readonly<Record<string, string>>): LakeView {
  const keys = new Map(
    Object.entries(files).map(([name, text]) => [`${INBOX_FOLDER}${name}`, Buffer.from(text)]),
  );
  return { keys: () => keys.keys(), bytesOf: (key) => keys.get(key), leftovers: () => [] };
}
