import { readFileSync, writeFileSync } from 'node:fs';
import { figures } from './plots/figures.ts';
import { signUpsByHour } from './plots/hours.ts';
import {
  drawAges,
  drawGivenNames,
  drawOccupations,
  drawStates,
  drawSurnames,
} from './plots/people.ts';
import { withSampleLake } from './plots/sample-lake.ts';
import { drawHourOfDay, drawTwoWeeks, drawYear } from './plots/sign-ups.ts';
import { uniqueSpans } from './plots/unique-spans.ts';
import { usualSettings } from './plots/usual-settings.ts';

/** The document with the figures. */
export const document = 'docs/data.md';

/** The folder of the images. */
export const images = 'docs/images';

/** Two months in Brasília time, including Carnival. */
const MONTHS = { from: '2026-02-01T03', to: '2026-04-01T03' };

/** A year of small hours. The curve of the year has the same shape for any mean. */
const YEAR = {
  from: '2026-01-01T03',
  to: '2027-01-01T03',
  settings: usualSettings({ 'accounts-per-hour': 60 }),
};

const CARNIVAL: [Date, Date] = [new Date('2026-02-09T00:00:00Z'), new Date('2026-02-23T00:00:00Z')];

/** Returns a document with other text between two of its marks. */
export function withPart(text: string, part: 'figures' | 'unique spans', content: string): string {
  const begin = `<!-- ${part}: written by "npm run plots" -->`;
  const end = `<!-- end of ${part} -->`;
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`Expected a document with the marks "${begin}" and "${end}". Add them to it.`);
  }
  return `${before}${begin}\n${content}\n${end}${after}`;
}

if (process.argv[1] === import.meta.filename) {
  const measured = await withSampleLake(MONTHS, async (lake) => {
    const hours = await signUpsByHour(lake);
    save('two-weeks', drawTwoWeeks(hours, CARNIVAL));
    save('hour-of-day', drawHourOfDay(hours));
    save('ages', await drawAges(lake));
    save('states', await drawStates(lake));
    save('given-names', await drawGivenNames(lake));
    save('occupations', await drawOccupations(lake));
    save('surnames', await drawSurnames(lake));
    return figures(lake, hours, `${MONTHS.from} to ${MONTHS.to}, end exclusive`);
  });
  await withSampleLake(YEAR, async (lake) => {
    save('year', drawYear(await signUpsByHour(lake, YEAR.settings), YEAR.settings));
  });
  const written = withPart(readFileSync(document, 'utf8'), 'figures', measured);
  writeFileSync(document, withPart(written, 'unique spans', uniqueSpans()));
}

function save(name: string, svg: string): void {
  writeFileSync(`${images}/${name}.svg`, svg);
}
