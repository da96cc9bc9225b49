import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { printable } from '../workload/printable.js';
import type { Picture } from './picture.js';

/** Drawn with the same font as SVG and as PNG. */
export const FONT = 'DejaVu Sans';

/** PNG pixels for one of the SVG. */
const ZOOM = 2;

const require = createRequire(import.meta.url);

/** The picture as SVG. */
export async function svgOf({ width, height, option }: Picture): Promise<string> {
  const { init } = await import('echarts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#fff',
      textStyle: { fontFamily: FONT },
      ...option,
    });
    return plain(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/**
 * Without what nothing in it uses: styles for pointers, and names that count the pictures of the process. And without what XML does not
 * know and a terminal would obey: names are shown as they are written.
 */
function plain(svg: string): string {
  return svg
    .replace(/<style >[^]*?<\/style>\s*/, '')
    .replace(/ class="zr\d+-cls-\d+"/g, '')
    .replace(/(id="|url\(#)zr\d+-/g, '$1')
    .split('\n')
    .map(printable)
    .join('\n');
}

/** An SVG as PNG. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  engine ??= readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')).then((wasm) => initWasm(wasm));
  await engine;
  const fonts = await Promise.all(
    ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
      readFile(require.resolve(`dejavu-fonts-ttf/ttf/${file}`)),
    ),
  );
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontBuffers: fonts, defaultFontFamily: FONT, loadSystemFonts: false },
  });
  return image.render().asPng();
}

/** It may be started once in a process. */
let engine: Promise<void> | undefined;
