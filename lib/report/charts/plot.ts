import type { PlotOptions } from '@observablehq/plot';
import { QueryError } from '../../errors.ts';
import { wordsOf } from '../../printable.ts';

/** Options of a plot, as Observable Plot takes them. */
export type { Data, Markish, PlotOptions, RenderFunction } from '@observablehq/plot';

/** A drawn plot. */
export interface Drawing {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** The elements of the SVG, without the element around them. */
  readonly marks: string;
}

/** Observable Plot over a document that needs no browser. */
export interface Plotter {
  /** The marks of Plot. */
  readonly plot: typeof import('@observablehq/plot');
  readonly draw: (options: PlotOptions) => Drawing;
}

/** Optional peer dependencies, as `package.json` has them. */
const PACKAGES = '@observablehq/plot linkedom@0.18.12';

/**
 * Loads Observable Plot, and linkedom, which stands in for the document of a browser.
 *
 * @throws QueryError when one of them is not installed.
 */
export async function loadPlotter(): Promise<Plotter> {
  const { plot, parseHTML } = await load();
  return {
    plot,
    draw(options) {
      const { document } = parseHTML('<!doctype html><html><body></body></html>');
      const drawing = plot.plot({
        className: 'plot',
        ...options,
        document: document as unknown as NonNullable<PlotOptions['document']>,
        style: { fontSize: '12px' },
      });
      const [, marks = ''] = /<\/style>([\s\S]*)<\/svg>$/.exec(drawing.outerHTML) ?? [];
      const size = (name: string) => Number(drawing.getAttribute(name));
      return { width: size('width'), height: size('height'), marks: rounded(marks) };
    },
  };
}

/** Rounds coordinates to a tenth of a pixel, which is below what is visible. */
function rounded(svg: string): string {
  const places = /\b(d|x|y|x1|x2|y1|y2|cx|cy|width|height|transform)="[^"]*"/g;
  return svg.replace(places, (attribute) =>
    attribute.replace(/-?\d+\.\d{2,}(?!\d|em)/g, (number) =>
      String(Number(Number(number).toFixed(1))),
    ),
  );
}

async function load() {
  try {
    const [plot, { parseHTML }] = [await import('@observablehq/plot'), await import('linkedom')];
    return { plot, parseHTML };
  } catch (error) {
    throw new QueryError(
      {
        failed: 'Observable Plot, which draws the charts, cannot be loaded',
        got: wordsOf(error).split('\n')[0] ?? '',
        advice: `Install it: "npm install ${PACKAGES}".`,
      },
      { cause: error },
    );
  }
}
