import { describe, expect, it } from '@jest/globals';
import { readAs } from './read.js';

/** A line of a log, by field number; the rest is not known. */
function line(fields: Readonly<Record<number, number | string>>): string {
  return Array.from({ length: 18 }, (_, index) => fields[index + 1] ?? -1).join(' ');
}

const job = (more: Readonly<Record<number, number | string>> = {}) =>
  line({ 1: 7, 2: 60, 4: 100, 5: 4, 8: 8, 9: 200, 12: 3, ...more });

/** As the headers of the archive are: two ways of counting the machine, dates, several notes. */
const SP2 = `; Version: 2.2
; Computer: IBM SP2
; Installation: San Diego Supercomputer Center (SDSC)
; MaxJobs: 73496
; UnixStartTime: 893466664
; MaxNodes: 128
; MaxProcs: 128
; MaxRuntime: 64800
; Note: there are two versions
; Note: use the cleaned one
;
`;
const CTC = `;Version: 2
;Computer:  IBM RS/6000 SP
; MaxNodes: 430. Actually 512, 430 of them in the batch partition.
; a comment: with a colon in it
`;

describe('a log of the archive', () => {
  it('gives submit time, run time, requested processors, estimate and user of a job', async () => {
    const { jobs, notes } = await readAs('swf', `${SP2}${job()}\n`);
    expect(jobs).toEqual([
      { id: '7', arrival: 60, duration: 100, cores: 8, model: 'spin', user: '3', estimate: 200 },
    ]);
    expect(notes).toEqual([]);
  });

  it('gives the name and the processors of the machine', async () => {
    expect((await readAs('swf', SP2 + job())).workload).toMatchObject({ name: 'IBM SP2', cores: 128 });
    expect((await readAs('swf', CTC + job())).workload).toMatchObject({ name: 'IBM RS/6000 SP', cores: 430 });
    expect((await readAs('swf', job())).workload?.cores).toBeUndefined();
  });

  it.each([
    ['the allocated processors where none were requested', { 8: -1 }, { cores: 4 }, []],
    [
      'one second to a job that ran for none',
      { 4: 0 },
      { duration: 1 },
      ['a run time of 0 s, taken as 1 s: 1 job'],
    ],
  ])('gives %s', async (_, fields, expected, notes) => {
    const read = await readAs('swf', SP2 + job(fields));
    expect(read.jobs[0]).toMatchObject(expected);
    expect(read.notes).toEqual(notes);
  });

  it('gives no estimate and no user where they are not known', async () => {
    const { jobs } = await readAs('swf', job({ 9: -1, 12: -1 }));
    expect(jobs).toEqual([{ id: '7', arrival: 60, duration: 100, cores: 8, model: 'spin' }]);
  });

  it.each([
    ['that has no run time', { 4: -1 }, 'no run time, left out: 1 job'],
    ['that has no submit time', { 2: -1 }, 'no submit time, left out: 1 job'],
    ['that has no processors', { 5: -1, 8: -1 }, 'no number of processors, left out: 1 job'],
    ['that asks for more than there are', { 8: 129 }, 'more than 128 processors, left out: 1 job'],
  ])('leaves out a job %s, and says so', async (_, fields, note) => {
    const read = await readAs('swf', `${SP2}${job(fields)}\n${job({ 1: 8 })}`);
    expect(read.jobs).toHaveLength(1);
    expect(read.notes).toEqual([note]);
  });

  it('cuts a job down to the machine where that is wanted', async () => {
    const read = await readAs('swf', `${SP2}${job({ 8: 500 })}`, { oversized: 'clip' });
    expect(read.jobs).toMatchObject([{ cores: 128 }]);
    expect(read.notes).toEqual(['more than 128 processors, cut down to that: 1 job']);
  });

  it('gives the duration of the user to jobs that have none', async () => {
    expect((await readAs('swf', job({ 4: -1 }), { duration: 9 })).jobs).toMatchObject([{ duration: 9 }]);
  });

  it('scales all times', async () => {
    expect((await readAs('swf', job(), { timeScale: 0.5 })).jobs).toMatchObject([
      { arrival: 30, duration: 50, estimate: 100 },
    ]);
  });

  it('stops behind as many jobs as are wanted, whatever follows', async () => {
    const read = await readAs('swf', `${job()}\n${job({ 1: 8 })}\nnonsense`, { first: 2 });
    expect(read.jobs).toHaveLength(2);
  });

  it('takes tabs, several blanks, CRLF and decimals', async () => {
    const text = job({ 4: '99.5' }).replaceAll(' ', ' \t');
    expect((await readAs('swf', ` ${text} \r\n\r\n`)).jobs).toMatchObject([{ duration: 99.5 }]);
  });

  it('tells every wrong line by its number', async () => {
    const text = `${SP2}${job()}\n1 2 3\n${job({ 1: 9, 4: 'x' })}\n${job()}\n`;
    expect((await readAs('swf', text)).problems).toEqual([
      'f:13:1: the line has 3 fields, expected 18',
      'f:14:1: field 4 is "x", expected a number, -1 where it is not known',
      'f:15:1: the id "7" is taken by the job on line 12, expected one of its own',
    ]);
  });

  it('tells of a log without a job that could be run', async () => {
    const { problems, notes } = await readAs('swf', job({ 4: -1 }));
    expect(problems).toEqual(['f:1:1: the file has no job that could be run, expected at least one']);
    expect(notes).toEqual(['no run time, left out: 1 job']);
  });

  it.each([
    [{ 2: 1e300 }, 'arrival is 1e+300, expected at most 1000000000 seconds'],
    [{ 4: 1e300 }, 'duration is 1e+300, expected at most 1000000000 seconds'],
    [{ 8: 1.5 }, 'cores is 1.5, expected a whole number from 1 to 1000000'],
    [{ 8: 1e15 }, 'cores is 1000000000000000, expected a whole number from 1 to 1000000'],
    [{ 9: 1e300 }, 'estimate is 1e+300, expected at most 1000000000 seconds'],
    [
      { 1: -5 },
      'id is "-5", expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
    ],
  ])('refuses what no job can have: %j', async (fields, message) => {
    expect((await readAs('swf', job(fields))).problems).toContain(`f:1:1: ${message}`);
  });

  it('takes no machine out of a header that cannot be, and no name that a terminal would obey', async () => {
    const { workload } = await readAs('swf', `; MaxProcs: 99999999999\n; Computer: \u001b[31mX\n${job()}\n`);
    expect(workload?.cores).toBeUndefined();
    expect(workload?.name).toBe('\\u001b[31mX');
  });
});
