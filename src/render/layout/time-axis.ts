/** So many characters are left between two labels at least. */
const ROOM_FOR_LABEL = 10;

/**
 * A scale of seconds over `width` characters: a line of labels, each beginning at its mark, and a line of marks at round times.
 * @param from seconds at the left end
 * @param to seconds at the right end, later than `from`
 */
export function axis(from: number, to: number, width: number): readonly [labels: string, marks: string] {
  const step = roundStep(((to - from) / width) * ROOM_FOR_LABEL);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const labels = Array.from({ length: width }, () => ' ');
  const marks = Array.from({ length: width }, () => '─');
  for (let tick = Math.ceil(from / step - 1e-9); tick * step < to; tick++) {
    const place = Math.round(((tick * step - from) / (to - from)) * width);
    const label = `${(tick * step).toFixed(decimals)} s`;
    if (place + label.length > width) break;
    marks[place] = '┬';
    labels.splice(place, label.length, ...Array.from(label));
  }
  return [labels.join('').trimEnd(), marks.join('')];
}

/** The smallest of 1, 2, 5, 10, 20 ... (and their tenths) that is at least `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}
