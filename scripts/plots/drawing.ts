import { type PlotOptions, plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** Colours that also differ in lightness, for readers with colour blindness. */
export const colours = { first: '#2f6db5', second: '#d9641e', quiet: '#8b949e' } as const;

/** Width of every image, in pixels. */
export const WIDTH = 800;

const FONTS = "-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";
const INK = '#1f2328';

/**
 * Returns a plot as the text of an SVG file, with a white background so that it is readable on dark
 * pages.
 *
 * @param title accessible name for screen readers; not drawn
 */
export function svgOf(title: string, options: PlotOptions): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawing = plot({
    width: WIDTH,
    className: 'plot',
    ...options,
    document: document as unknown as NonNullable<PlotOptions['document']>,
    style: { fontSize: '12px' },
  });
  const [, marks = ''] = /<\/style>([\s\S]*)<\/svg>$/.exec(drawing.outerHTML) ?? [];
  const size = (name: string) => drawing.getAttribute(name) ?? '';
  const [width, height] = [size('width'), size('height')];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}" font-family="${FONTS}" font-size="12"`,
    ` text-anchor="middle" fill="${INK}" color="${INK}" role="img" aria-labelledby="title">\n`,
    `<title id="title">${title}</title>\n`,
    `<rect width="${width}" height="${height}" rx="6" fill="#fff"/>\n`,
    rounded(marks).replaceAll('</g><g', '</g>\n<g'),
    '\n</svg>\n',
  ].join('');
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
