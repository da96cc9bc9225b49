import type { JobView } from '../../src/core/job.js';
import type { Cores } from '../../src/core/realloc.js';
import { jobView, type ViewDraft } from '../policies/job-view.js';

/** What a mode sees, and what it does with it. */
export interface Attended extends Cores {
  /** What was given so far, in order: `a=2 b=1`. */
  gifts(): string;
  job(id: string): JobView;
  /** The user changes the request of an attended job. */
  request(id: string, cores: number): JobView;
}

/** Attended jobs by id, in order of arrival; `compare` is that order unless it is given. They hold what they are given. */
export function attended(
  capacity: number,
  drafts: Readonly<Record<string, ViewDraft>>,
  more: { readonly waitingCount?: number; readonly changed?: boolean; readonly order?: string } = {},
): Attended {
  const jobs = Object.entries(drafts).map(([id, draft], arrivalRank) => ({
    ...jobView({ id, arrivalRank, phase: 'running', ...draft }),
  }));
  const gifts: string[] = [];
  const { waitingCount = 0, changed = true, order } = more;
  const job = (id: string): (typeof jobs)[number] => {
    const found = jobs.find((one) => one.id === id);
    if (found === undefined) throw new Error(`${id} is not attended`);
    return found;
  };
  return {
    capacity,
    get free() {
      return capacity - jobs.reduce((sum, one) => sum + one.given, 0);
    },
    attended: jobs,
    waitingCount,
    changed,
    compare: (a, b) =>
      order === undefined ? a.arrivalRank - b.arrivalRank : order.indexOf(a.id) - order.indexOf(b.id),
    give(one, cores) {
      Object.assign(job(one.id), { given: cores });
      gifts.push(`${one.id}=${cores}`);
    },
    gifts: () => gifts.join(' '),
    job,
    request: (id, cores) => Object.assign(job(id), { request: cores }),
  };
}
