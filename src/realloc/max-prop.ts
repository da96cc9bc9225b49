import type { ReallocModule } from './realloc-module.js';
import { shareAll } from './share-all.js';

/** All cores in use, each attended job's share in proportion to its request (design 4.5). */
export const maxProp: ReallocModule = {
  name: 'max_prop',
  summary: 'all cores in use, shared in proportion to the requests',
  resizes: 'up_to_max',
  create: () => shareAll('max_prop', (job) => job.request),
};
