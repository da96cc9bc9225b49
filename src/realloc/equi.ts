import type { ReallocModule } from './realloc-module.js';
import { shareAll } from './share-all.js';

/**
 * Equipartition: all cores are in use while jobs can take them, each attended job getting as many as the others, within its bounds.
 * Source: C. McCann, R. Vaswani, J. Zahorjan, A dynamic processor allocation policy for multiprogrammed shared-memory
 * multiprocessors, ACM TOCS 11 (1993).
 */
export const equi: ReallocModule = {
  name: 'equi',
  summary: 'all cores in use, shared equally whatever the requests',
  resizes: 'up_to_max',
  create: () => shareAll('equi', () => 1),
};
