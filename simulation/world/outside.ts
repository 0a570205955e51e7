import type { Chance } from '../chance.ts';
import { INBOX_FOLDER, type InboxWatch } from '../check/inbox-watch.ts';
import type { Bucket } from './bucket.ts';
import type { Disk, DiskFile } from './disk.ts';

/** The people and programs that own the files of an inbox. Nothing that they do fails. */
export interface Outside {
  /** Puts a whole file into the inbox, in place of one of the same name. */
  drop(name: string, bytes: Uint8Array): void;
  /**
   * Begins a file that grows where everybody sees it. `undefined` when the name is taken, or where files
   * are seen only when they are whole.
   */
  begin(name: string): GrowingFile | undefined;
  remove(name: string): void;
}

/** A file that its owner is still writing. */
export interface GrowingFile {
  /** @param isLast whether the file is whole now */
  write(bytes: Uint8Array, isLast: boolean): void;
}

/** Who writes, as a disk sees it: no machine that crashes. */
const OWNER = 'owner';

/** Outside a lake in a folder. Whatever an owner does is flushed at once. */
export function outsideFolder(disk: Disk, watch: InboxWatch): Outside {
  const folder = `${disk.root}/${INBOX_FOLDER}`.slice(0, -1);
  const growing = new Set<string>();

  function change(act: () => void): void {
    watch.ownerActs(() => {
      disk.makeFolders(folder);
      act();
      for (let path = folder; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
        disk.flushFolder(path);
      }
      disk.flushFolder('');
    });
  }

  function write(file: DiskFile, bytes: Uint8Array): void {
    disk.write(file, bytes, OWNER);
    disk.flush(file);
  }

  return {
    drop(name, bytes) {
      if (growing.has(name)) return;
      const part = `${folder}/${name}.part`;
      change(() => {
        write(disk.create(part), bytes);
        disk.rename(part, `${folder}/${name}`);
      });
      watch.completed(name, bytes);
    },
    begin(name) {
      const path = `${folder}/${name}`;
      if (growing.has(name) || disk.find(path) !== undefined) return undefined;
      let file: DiskFile | undefined;
      change(() => {
        file = disk.create(path);
      });
      growing.add(name);
      return {
        write(bytes, isLast) {
          if (file !== undefined) growOn(file, name, bytes, isLast);
        },
      };
    },
    remove(name) {
      if (growing.has(name) || disk.find(`${folder}/${name}`) === undefined) return;
      change(() => disk.remove(`${folder}/${name}`));
    },
  };

  function growOn(file: DiskFile, name: string, bytes: Uint8Array, isLast: boolean): void {
    const all = Buffer.concat([file.bytes, bytes]);
    watch.ownerActs(() => write(file, all));
    if (!isLast) return;
    growing.delete(name);
    watch.completed(name, all);
  }
}

/** Outside a lake in a bucket, where a file is seen when it is whole. */
export function outsideBucket(bucket: Bucket, watch: InboxWatch, chance: Chance): Outside {
  return {
    drop(name, bytes) {
      const listedAfter = chance.below(900_000);
      watch.ownerActs(() => bucket.drop(`${INBOX_FOLDER}${name}`, bytes, listedAfter));
      watch.completed(name, bytes);
    },
    begin: () => undefined,
    remove: (name) => watch.ownerActs(() => bucket.removeAny(`${INBOX_FOLDER}${name}`)),
  };
}
