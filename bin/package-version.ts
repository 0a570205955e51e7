import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The version in the package.json of the checkout, or of the package, where it is one folder higher. */
export function packageVersion(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    try {
      return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version;
    } catch (error) {
      if (dirname(folder) === folder) throw error;
    }
  }
}
