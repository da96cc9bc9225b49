/**
 * Speed of a program of a model on `cores` cores, relative to one core: S(1) = 1. Below one core, S(c) = c * S(1) (design 4.6).
 */
export type Speedup = (model: string, cores: number) => number;

/** Twice the cores, twice the speed. */
export const linear: Speedup = (_model, cores) => cores;

/**
 * Amdahl's law: S(c) = 1 / ((1 - f) + f / c).
 * Source: G. M. Amdahl, Validity of the single processor approach to achieving large scale computing capabilities, AFIPS 1967.
 * @param fraction the part of the work that more cores make faster, 0 to 1
 */
export function amdahl(fraction: number): Speedup {
  return (_model, cores) => (cores < 1 ? cores : 1 / (1 - fraction + fraction / cores));
}
