import type { Theme } from '../theme.js';

/** The colour of a job, the same in every panel. */
export function styleOfJob(
  job: number,
  theme: Theme,
): { readonly fill: string; readonly stroke: string; readonly lineWidth: number } {
  return { fill: fillOf(job, theme).fill, stroke: theme.surface, lineWidth: 1 };
}

/** Words on it. */
export function wordsOfJob(
  job: number,
  text: string,
  theme: Theme,
): { readonly text: string; readonly color: string } {
  return { text, color: fillOf(job, theme).text };
}

function fillOf(job: number, { jobs }: Theme): Theme['jobs'][number] {
  return jobs[job % jobs.length]!;
}
