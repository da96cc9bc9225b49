import type { RunReport } from '../../metrics/report.js';
import { printable } from '../../workload/printable.js';

/** The notes of a run as lines, each of them once: one that goes on after a gap finds much as it was before. */
export function noteTexts(
  notes: RunReport['notes'],
): readonly { readonly level: RunReport['notes'][number]['level']; readonly text: string }[] {
  const texts = new Map(
    notes.map(({ level, job, text }) => {
      const about = job === null ? '' : `${printable(job)}: `;
      return [`${level}: ${about}${printable(text)}`, level];
    }),
  );
  return [...texts].map(([text, level]) => ({ level, text }));
}
