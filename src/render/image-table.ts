import type { StoredImage } from '../image/stored-images.js';
import type { Look } from './format.js';
import { drawGrid, textWidth } from './layout/grid.js';
import { createPaint } from './layout/paint.js';

/** The images of tfsched, one a line. */
export function imageTable(images: readonly StoredImage[], { color }: Look): string {
  if (images.length === 0) return 'no images: `tfsched image build` makes one\n';
  const rows = images.map(({ tags, id, kind, base, created, size, current }) => [
    tags[0] ?? id.replace('sha256:', '').slice(0, 12),
    current ? `${kind} (current)` : kind,
    base ?? '',
    new Date(created * 1000).toISOString().slice(0, 16).replace('T', ' '),
    `${(size / 1e6).toFixed(0)} MB`,
  ]);
  const titles = ['image', 'kind', 'base', 'created (UTC)', 'size'];
  const columns = titles.map((title, index) => ({
    title: [title],
    align: index === titles.length - 1 ? ('right' as const) : ('left' as const),
    width: Math.max(...[title, ...rows.map((row) => row[index] ?? '')].map(textWidth)),
  }));
  return `${drawGrid(columns, rows, createPaint(color)).join('\n')}\n`;
}
