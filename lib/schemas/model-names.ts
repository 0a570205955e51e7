/** Names that a property may have without quotes. */
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Words of a name: separated by anything else than letters and digits, or by a change to capitals. */
const WORDS = /[A-Z]+(?![a-z])\d*|[A-Z]?[a-z\d]+|\d+/g;

/**
 * The name of a type for the rows of a table, which is a valid identifier and no reserved word: those
 * of TypeScript begin with a small letter.
 *
 * @example
 * typeName('file_downloads') // => 'FileDownloads'
 * typeName('class') // => 'Class'
 * typeName('2024 events') // => 'Table2024Events'
 * typeName('…') // => 'Table'
 */
export function typeName(table: string): string {
  const words = plain(table).match(WORDS) ?? [];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
  const joined = name.join('');
  return /^[A-Z]/.test(joined) ? joined : `Table${joined}`;
}

/**
 * The name of the file of a table's model, without its extension: lower-case words with dashes.
 *
 * @example
 * fileName('fileDownloads') // => 'file-downloads'
 * fileName('../etc') // => 'etc'
 */
export function fileName(table: string): string {
  const words = plain(table).match(WORDS) ?? [];
  return words.join('-').toLowerCase() || 'table';
}

/**
 * Names made different from each other, by a number behind those that are taken.
 *
 * @example
 * distinct(['A', 'B', 'A', 'A2']) // => ['A', 'B', 'A3', 'A2']
 */
export function distinct(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; seen.has(free) || (free !== name && taken.has(free)); number += 1) {
      free = `${name}${number}`;
    }
    seen.add(free);
    return free;
  });
}

/**
 * A property of a type as it is written: in quotes where its name is no identifier.
 *
 * @example
 * propertyName('project') // => 'project'
 * propertyName('cd-país') // => "'cd-país'"
 */
export function propertyName(name: string): string {
  return IDENTIFIER.test(name) ? name : literal(name);
}

/**
 * A text as a literal of TypeScript, in single quotes.
 *
 * @example
 * literal("it's") // => "'it\\'s'"
 */
export function literal(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

/** Latin letters without accents; other characters that no identifier of ASCII has are separators. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]/g, ' ');
}
