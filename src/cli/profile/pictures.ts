import type { Picture } from '../../pictures/picture.js';
import { heatMap } from '../../pictures/heat-map.js';
import { speedUpCurves } from '../../pictures/speed-up.js';
import type { ProfileReport } from '../../profile/profile-report.js';

/** A heat map for each program and one picture of their speed-ups. */
export function profilePictures({ programs }: ProfileReport): readonly Picture[] {
  return [
    ...programs.filter(({ cells }) => cells.length > 0).map(heatMap),
    ...[speedUpCurves(programs)].filter((picture) => picture !== undefined),
  ];
}
