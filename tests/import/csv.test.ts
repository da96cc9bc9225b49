import { describe, expect, it } from '@jest/globals';
import { readAs } from './read.js';

describe('a table', () => {
  it('has the keys of jobs as columns, in any order', async () => {
    const text = 'cores,id,duration,model,user,arrival\n2,a,10s,lstm,"Ana, the first",\n1,7,1m,spin,,5\n';
    expect((await readAs('csv', text)).jobs).toEqual([
      { id: 'a', duration: 10, cores: 2, model: 'lstm', user: 'Ana, the first' },
      { id: '7', arrival: 5, duration: 60, cores: 1, model: 'spin' },
    ]);
  });

  it('has columns of other names where the user says which', async () => {
    const columns = new Map([
      ['arrival', 'submitted'],
      ['cores', 'procs'],
    ]);
    const text = 'submitted,procs,duration,cores\n3,2,9,99\n';
    const { jobs, notes } = await readAs('csv', text, { columns });
    expect(jobs).toEqual([{ arrival: 3, duration: 9, cores: 2, model: 'spin' }]);
    expect(notes).toEqual(['columns that are no keys of a job are left out: cores']);
  });

  it('has lists and mappings as JSON', async () => {
    const text = `image,cores,command,env,updates,writable
app,2,"[""sh"",""-c"",""a b""]","{""A"":""1""}","[{""at"":3,""cores"":1}]",true
`;
    expect((await readAs('csv', text)).jobs).toEqual([
      {
        image: 'app',
        cores: 2,
        command: ['sh', '-c', 'a b'],
        env: { A: '1' },
        updates: [{ at: 3, cores: 1 }],
        writable: true,
      },
    ]);
  });

  it('gives model and duration of the user where it has none', async () => {
    expect((await readAs('csv', 'cores\n1\n', { model: 'lstm', duration: 4 })).jobs).toEqual([
      { cores: 1, model: 'lstm', duration: 4 },
    ]);
  });

  it('tells every wrong cell by its line', async () => {
    const text = 'id,duration,cores\na,10,x\n\na,-1,1\na,5,1\na,6,1\n';
    expect((await readAs('csv', text)).problems).toEqual([
      'f:2:1: cores is "x", expected a whole number from 1 to 100000',
      'f:4:1: duration is "-1", expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m',
      'f:4:1: the id "a" is taken by the job on line 2, expected one of its own',
      'f:5:1: the id "a" is taken by the job on line 2, expected one of its own',
      'f:6:1: the id "a" is taken by the job on line 2, expected one of its own',
    ]);
  });

  it.each([
    [
      'a line of another length',
      'id,cores\na,1,2\n',
      'f:2:1: the line has more or fewer cells than the head, expected RFC 4180',
    ],
    ['a quote that is not closed', 'id,cores\n"a,1\n', 'f:2:1: a quote is not closed'],
    ['a quote that is opened late', 'id,cores\na"b,1\n', 'f:2:1: a quote is opened in the middle of a cell'],
    [
      'a quote that is closed early',
      'id,cores\n"a"b,1\n',
      'f:2:1: a quote is closed in the middle of a cell',
    ],
  ])('tells of %s', async (_, text, problem) => {
    const { problems } = await readAs('csv', text);
    expect(problems[0]).toContain(problem);
  });

  it('tells of a column that is not there', async () => {
    const columns = new Map([['cores', 'procs']]);
    const { problems } = await readAs('csv', 'id,duration,cores\na,1,1\n', { columns });
    expect(problems).toContain(
      'f:1:1: there is no column "procs" for cores, expected one of id, duration, cores',
    );
  });
});
