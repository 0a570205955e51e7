/**
 * Loaded into a command before it starts, by `--import`: makes the disk that a folder is on look
 * full, as far as objects of a lake are concerned. Stands in for a small disk where none may be mounted.
 */
import fs, { readdirSync, readFileSync, statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

const [folder, sizeFile] = [process.env.HOURLAKE_TEST_DISK, process.env.HOURLAKE_TEST_DISK_SIZE];
const open = fs.promises.open;

fs.promises.open = async (path, ...parameters) => {
  const handle = await open(path, ...parameters);
  if (String(path).startsWith(folder)) {
    for (const write of ['writeFile', 'appendFile']) {
      const whole = handle[write].bind(handle);
      handle[write] = async (content, ...rest) => {
        const bytes = Buffer.from(content);
        const room = Math.max(0, Number(readFileSync(sizeFile, 'utf8')) - usedBytes());
        await whole(bytes.subarray(0, room), ...rest);
        if (bytes.length <= room) return;
        const message = 'ENOSPC: no space left on device, write';
        throw Object.assign(new Error(message), { code: 'ENOSPC', errno: -28, syscall: 'write' });
      };
    }
  }
  return handle;
};
syncBuiltinESMExports();

/** Of all files on the disk; one that has two names takes its room once. */
function usedBytes() {
  const sizes = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const found = statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false });
    if (found !== undefined) sizes.set(found.ino, found.size);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
