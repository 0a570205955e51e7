import { loadPlotter, type PlotOptions } from '../../lib/report/charts/plot.ts';

/** Colours that also differ in lightness, for readers with colour blindness. */
export const colours = { first: '#2f6db5', second: '#d9641e', quiet: '#8b949e' } as const;

/** Width of every image, in pixels. */
export const WIDTH = 800;

const FONTS = "-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";
const INK = '#1f2328';

const plotter = await loadPlotter();

/**
 * Returns a plot as the text of an SVG file, with a white background so that it is readable on dark
 * pages.
 *
 * @param title accessible name for screen readers; not drawn
 */
export function svgOf(title: string, options: PlotOptions): string {
  const { width, height, marks } = plotter.draw({ width: WIDTH, ...options });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}" font-family="${FONTS}" font-size="12"`,
    ` text-anchor="middle" fill="${INK}" color="${INK}" role="img" aria-labelledby="title">\n`,
    `<title id="title">${title}</title>\n`,
    `<rect width="${width}" height="${height}" rx="6" fill="#fff"/>\n`,
    marks.replaceAll('</g><g', '</g>\n<g'),
    '\n</svg>\n',
  ].join('');
}
