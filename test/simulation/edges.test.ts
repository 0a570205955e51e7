import { describe, expect, it, onTestFinished } from 'vitest';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { s3Store } from '../../lib/stores/s3-store.ts';
import { type Chance, chanceOf } from '../../simulation/chance.ts';
import { Witness } from '../../simulation/check/witness.ts';
import type { Fault } from '../../simulation/faults.ts';
import { Trace } from '../../simulation/trace.ts';
import { Bucket, type BucketTraits } from '../../simulation/world/bucket.ts';
import { s3RequestsOf } from '../../simulation/world/bucket-edge.ts';
import { Disk } from '../../simulation/world/disk.ts';
import { fileSystemOf, hostOf } from '../../simulation/world/folder-edge.ts';
import { Machine } from '../../simulation/world/machine.ts';
import { SimulatedProcess, type World } from '../../simulation/world/simulated-process.ts';
import { VirtualTime } from '../../simulation/world/virtual-time.ts';
import { storeContract } from '../contracts/store-contract.ts';

const OBSERVER = { shown: () => {}, gone: () => {}, sees: () => {} };
const S3: BucketTraits = { hasDigests: true, listsAfter: 0, pageSize: 1_000 };

storeContract('A folder on a simulated disk', async () => {
  const world = runningWorld();
  const disk = new Disk('/lake', world.time, OBSERVER);
  const { process, machine, chance } = client(world);
  return () =>
    folderStore('/lake', {
      fileSystem: fileSystemOf(process, machine, disk),
      host: hostOf(process, machine, chance),
    });
});

describe.each<[string, BucketTraits, object]>([
  ['of S3', S3, {}],
  ['of pages of two', { ...S3, pageSize: 2 }, {}],
  ['without digests', { ...S3, hasDigests: false }, {}],
  ['in parts', S3, { multipartAbove: 1, partSize: 2 }],
])('a simulated bucket %s', (_, traits, parts) => {
  storeContract('It', async () => {
    const world = runningWorld();
    const bucket = new Bucket(world.time, OBSERVER, traits);
    const { process, chance } = client(world);
    const requests = s3RequestsOf(process, bucket, chance);
    return () => s3Store({ bucket: 'lake', requests, ...parts });
  });
});

describe('a simulated disk', () => {
  it('keeps in a crash what was flushed, and cuts what was not', () => {
    const disk = emptyDisk();
    const [flushed, not] = [disk.create('/lake/a/flushed'), disk.create('/lake/a/not')];
    disk.write(flushed, Buffer.from('whole'), 'machine');
    disk.write(not, Buffer.from('whole'), 'machine');
    disk.flush(flushed);

    disk.crash('machine', cutting(2), { losesNames: false });

    expect(['a/flushed', 'a/not'].map((key) => String(disk.bytesOf(key)))).toEqual(['whole', 'wh']);
  });

  it('loses in a crash names that were made lately, and brings removed ones back', () => {
    const disk = emptyDisk();
    disk.create('/lake/a/made');
    disk.create('/lake/a/removed');
    disk.remove('/lake/a/removed');

    const kept = [...disk.keys()];
    disk.crash('machine', { ...cutting(0), happens: () => false }, { losesNames: true });

    expect(kept).toEqual(['a/made']);
    expect([...disk.keys()]).toEqual([]);
  });

  it('may lose a new name in a crash and keep that the old one was removed', () => {
    const disk = emptyDisk();
    disk.create('/lake/a/old');
    disk.flushFolder('/lake/a');
    disk.makeFolders('/lake/b');
    disk.link('/lake/a/old', '/lake/b/new');
    disk.unlink('/lake/a/old');
    const outcomes = [true, false, true];

    disk.crash('machine', keeping(outcomes), { losesNames: true });

    expect(outcomes).toEqual([]);
    expect([...disk.keys()]).toEqual([]);
  });

  it('keeps in a crash a file that was renamed, under one of its two names', () => {
    const kept = [[true], [false]].map((outcomes) => {
      const disk = emptyDisk();
      disk.makeFolders('/lake/b');
      disk.create('/lake/a/file');
      for (const folder of ['/lake/b', '/lake/a', '/lake', '']) disk.flushFolder(folder);
      disk.rename('/lake/a/file', '/lake/b/file');
      disk.crash('machine', keeping(outcomes), { losesNames: true });
      return [...disk.keys()];
    });

    expect(kept).toEqual([['b/file'], ['a/file']]);
  });

  it('keeps in a crash the names in a folder that was flushed, and says which file survives', () => {
    const disk = emptyDisk();
    disk.create('/lake/a/file');
    disk.makeFolders('/lake/a/b');
    const before = disk.survivesCrash('a/file');
    for (const folder of ['/lake/a', '/lake', '']) disk.flushFolder(folder);
    disk.create('/lake/a/b/late');

    expect([before, disk.survivesCrash('a/file'), disk.survivesCrash('a/b/late')]).toEqual([
      false,
      true,
      false,
    ]);
    disk.crash('machine', keeping([false]), { losesNames: true });
    expect([...disk.keys()]).toEqual(['a/file']);
  });

  it('keeps in the crash of one machine what another one is writing', () => {
    const disk = emptyDisk();
    const file = disk.create('/lake/a/file');
    disk.write(file, Buffer.from('whole'), 'other');

    disk.crash('machine', cutting(0), { losesNames: false });

    expect(String(disk.bytesOf('a/file'))).toBe('whole');
  });
});

describe('a simulated process', () => {
  it.each<[Fault, number]>([
    ['killed before a call', 0],
    ['killed after a call', 1],
  ])('that is %s never hears of it', async (fault, carriedOut) => {
    const world = { ...stillWorld(), weather: { faultOf: () => fault } };
    const { process } = client(world);
    let done = 0;
    let answers = 0;
    const count = () => {
      answers += 1;
    };

    process
      .ask({ kind: 'mkdir', about: 'a', carryOut: () => (done += 1), takes: [1, 1] })
      .then(count, count);
    process.ask({ kind: 'mkdir', about: 'b', carryOut: () => 0, takes: [9, 9] }).then(count, count);
    await world.time.run();

    expect([done, answers, process.ending]).toEqual([carriedOut, 0, 'dead']);
    expect(() => process.askNow({ kind: 'readdirSync', about: 'c', carryOut: () => 0 })).toThrow();
  });
});

describe('virtual time', () => {
  it('lets what was planned first happen first, and code go on between two events', async () => {
    const time = new VirtualTime(1_000);
    const happened: string[] = [];
    const say = (word: string) => async () => {
      happened.push(`${word} at ${time.now}`);
    };

    time.after(5, say('third'));
    time.at(1_002, say('first'));
    time.at(1_002, () => {
      void Promise.resolve()
        .then(say('second'))
        .then(() => time.after(1, say('soon')));
    });
    await time.run();

    expect(happened).toEqual(['first at 1002', 'second at 1002', 'soon at 1003', 'third at 1005']);
  });
});

function stillWorld(): World {
  return {
    time: new VirtualTime(0),
    trace: new Trace(),
    weather: { faultOf: () => undefined },
    witness: new Witness([], () => {}),
  };
}

/** A world whose time goes on whenever something is planned, for the length of a test. */
function runningWorld(): World {
  const world = stillWorld();
  let isRunning = false;
  const timer = setInterval(async () => {
    if (isRunning) return;
    isRunning = true;
    await world.time.run();
    isRunning = false;
  }, 0);
  onTestFinished(() => clearInterval(timer));
  return world;
}

function client(world: World) {
  const chance = chanceOf('edges');
  const machine = new Machine('0', { seed: 'edges', ids: 30, loss: () => {} });
  const process = new SimulatedProcess(world, { name: 'one', id: 7, machine, chance });
  machine.add(process);
  return { process, machine, chance };
}

function emptyDisk(): Disk {
  const disk = new Disk('/lake', new VirtualTime(0), OBSERVER);
  disk.makeFolders('/lake/a');
  return disk;
}

/** Draws that keep some changes and lose others, in their order. */
function keeping(outcomes: boolean[]): Chance {
  return { ...chanceOf('keep'), happens: () => outcomes.shift() ?? false };
}

/** Draws that leave so many bytes of a file. */
function cutting(bytes: number): Chance {
  return { ...chanceOf('cut'), below: () => bytes };
}
