import type { JobReport } from '../../metrics/report.js';

/** The rows that jobs have in a picture: by arrival, then in file order. */
export interface JobRows {
  /** From above. */
  readonly ids: readonly string[];
  /** By id. */
  readonly rowOf: ReadonlyMap<string, number>;
  /** Its place in the report, by id. */
  readonly placeOf: ReadonlyMap<string, number>;
}

export function jobRows(jobs: readonly JobReport[]): JobRows {
  const ids = jobs
    .map(({ id, arrival }, place) => ({ id, arrival, place }))
    .sort((a, b) => a.arrival - b.arrival || a.place - b.place)
    .map(({ id }) => id);
  return {
    ids,
    rowOf: new Map(ids.map((id, row) => [id, row])),
    placeOf: new Map(jobs.map(({ id }, place) => [id, place])),
  };
}
