import type { ProgramSetting, Setting } from './setting.js';

/** How the threads of the intra-op pool wait (design 6). */
export const POOLS = ['exact', 'elastic'] as const;
export type PoolKind = (typeof POOLS)[number];

/** Every combination of these is a cell. */
export interface Grid {
  readonly cores: readonly number[];
  readonly intra: readonly number[];
  readonly inter: readonly number[];
  readonly pools: readonly PoolKind[];
}

/** The settings of all cells, the cheapest first. */
export function settingsOf(program: ProgramSetting, grid: Grid): readonly Setting[] {
  return grid.cores.flatMap((cores) =>
    grid.intra.flatMap((intra) =>
      grid.inter.flatMap((inter) =>
        grid.pools.map((pool) => ({ ...program, cores, inter, intra, elastic: pool === 'elastic' })),
      ),
    ),
  );
}
