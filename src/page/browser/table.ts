import type { TableData } from '../table-data.js';
import { button, element } from './element.js';

/** So many rows are shown at first, and more at each request: a browser lays out a hundred thousand only slowly. */
const ROWS = 50;

export function table({ caption, columns, rows }: TableData): HTMLElement {
  const align = columns.map((column) => (column.align === 'right' ? { class: 'right' } : {}));
  const body = element('tbody');
  const heads = columns.map(({ title }, index) => element('th', { scope: 'col', ...align[index] }, title));
  const made = element(
    'div',
    { class: 'table' },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...heads)),
      body,
    ),
  );
  const show = (from: number): void => {
    const next = rows.slice(from, from + ROWS);
    body.append(
      ...next.map((cells) =>
        element(
          'tr',
          {},
          ...cells.map((text, index) =>
            index === 0
              ? element('th', { scope: 'row', ...align[index] }, text)
              : element('td', { ...align[index] }, text),
          ),
        ),
      ),
    );
    const rest = rows.length - from - next.length;
    if (rest === 0) return;
    const more = button(`Show more (${rest} left)`, `Show more rows, ${rest} are left`, () => {
      more.remove();
      show(from + ROWS);
    });
    made.append(more);
  };
  show(0);
  return made;
}

/** A table that is made when it is opened: what a chart shows, for those who cannot see it. */
export function tableBehind(summary: string, data: () => readonly TableData[]): HTMLElement {
  const made = element('details', {}, element('summary', {}, summary));
  made.addEventListener('toggle', () => made.append(...data().map(table)), { once: true });
  return made;
}
