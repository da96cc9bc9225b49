import type { PolicyModule } from './policy-module.js';
import { whyEarlier } from './why.js';

/** The baseline: every job starts on arrival and is held to no cores, as without tfsched (design 4.6). */
export const none: PolicyModule = {
  name: 'none',
  summary: 'no scheduling: every job starts on arrival, held to no cores (the baseline)',
  options: [],
  unmanaged: true,
  create: () => ({
    name: 'none',
    compare: (a, b) => a.arrivalRank - b.arrivalRank,
    whyBefore: whyEarlier,
  }),
};
