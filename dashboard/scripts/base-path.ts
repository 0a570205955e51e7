import { InputError } from '../../lib/errors.ts';

/**
 * Returns the configuration of Evidence for a site that is served below a path.
 *
 * @param config text of `evidence.config.yaml`
 * @param basePath `/hourlake`, or an empty text for the root of a host
 * @throws InputError when the path does not begin with a slash, ends with one, or has other characters than
 *   letters, digits, `.`, `_` and `-`.
 * @example
 * withBasePath('plugins: {}\n', '/hourlake') // => "plugins: {}\n\ndeployment:\n  basePath: '/hourlake'\n"
 */
export function withBasePath(config: string, basePath: string): string {
  if (basePath === '') return config;
  if (!/^(\/[\w.-]+)+$/.test(basePath)) {
    throw new InputError({
      expected: 'a base path such as /hourlake',
      got: JSON.stringify(basePath),
      advice: 'Begin it with a slash, and leave the slash at the end out.',
    });
  }
  return `${config}\ndeployment:\n  basePath: '${basePath}'\n`;
}
