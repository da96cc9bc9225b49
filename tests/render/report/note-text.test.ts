import { expect, it } from '@jest/globals';
import { noteTexts } from '../../../src/render/report/note-text.js';

it('what was noted again after a gap is told once, and the same of another job once more', () => {
  const note = { at: 0, level: 'warning', job: null, text: 'a left run' } as const;
  const ofJob = { ...note, at: 1, job: 'a' };
  expect(noteTexts([note, ofJob, { ...note, at: 9 }, { ...ofJob, level: 'error' }])).toEqual([
    { level: 'warning', text: 'warning: a left run' },
    { level: 'warning', text: 'warning: a: a left run' },
    { level: 'error', text: 'error: a: a left run' },
  ]);
});
