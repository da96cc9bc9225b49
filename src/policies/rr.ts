import type { PolicyModule } from './policy-module.js';

/** Round robin: a FIFO queue and turns of one quantum each (design 4.2, 4.4). */
export const rr: PolicyModule = {
  name: 'rr',
  summary: 'round robin: each job runs for a quantum, then goes to the tail of the queue',
  options: ['quantum'],
  create: ({ quantum }) => ({
    name: 'rr',
    quantum,
    compare: (a, b) => a.queueRank - b.queueRank,
    whyBefore: () => 'earlier in the round-robin queue',
    compareAttended: (a, b) => a.turnRank - b.turnRank,
  }),
};
