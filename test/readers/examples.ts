import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** An example of docs/reading.md. */
export interface Example {
  /** The reader: title of its section. */
  readonly reader: string;
  /** Source in Python. */
  readonly code: string;
}

/** All examples in Python, in order. */
export function examples(): Example[] {
  const sections = readFileSync('docs/reading.md', 'utf8').split(/^## /m).slice(1);
  return sections.flatMap((section) => {
    const reader = section.slice(0, section.indexOf('\n'));
    return [...section.matchAll(/^```python\n(.*?)^```/gms)].map(([, code = '']) => {
      return { reader, code };
    });
  });
}

/**
 * Runs Python, on a machine in São Paulo.
 *
 * @param cwd working directory
 * @returns what it printed
 */
export async function python(code: string, parameters: readonly string[], cwd: string) {
  const { stdout } = await promisify(execFile)('python3', ['-c', code, ...parameters], {
    cwd,
    env: { ...process.env, TZ: 'America/Sao_Paulo', SPARK_LOCAL_IP: '127.0.0.1' },
    maxBuffer: 100 * 1024 ** 2,
  });
  return stdout;
}
