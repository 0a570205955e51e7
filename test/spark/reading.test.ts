import { expect, it } from 'vitest';
import { examples, python } from '../readers/examples.ts';
import { countedByHourlake, figuresIn, landedHours } from '../readers/landed-hours.ts';

it('counts with Spark as Hourlake does, by the example of docs/reading.md', async () => {
  const folder = await landedHours();
  const [spark] = examples().filter(({ reader }) => reader === 'Spark');

  const printed = await python(spark?.code ?? '', [], folder);

  expect(figuresIn(printed)).toEqual(await countedByHourlake(folder));
});
