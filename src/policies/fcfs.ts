import type { PolicyModule } from './policy-module.js';
import { whyEarlier } from './why.js';

/** First come, first served: by arrival, then file position (design 4.2). Nobody gives way. */
export const fcfs: PolicyModule = {
  name: 'fcfs',
  summary: 'first come, first served',
  options: [],
  create: () => ({
    name: 'fcfs',
    compare: (a, b) => a.arrivalRank - b.arrivalRank,
    whyBefore: whyEarlier,
  }),
};
