import { describe, expect, it } from '@jest/globals';
import { readAs } from './read.js';

describe('a request file', () => {
  it('adds up the gaps, and gives updates to their jobs', async () => {
    const text =
      'execution,a,my-image:1,2,0,5\nexecution,b,other,1,3,0\n\n# a comment\nupdate,a,my-image:1,1,1.5,5\n';
    expect((await readAs('requests', text)).jobs).toEqual([
      { id: 'a', cores: 2, image: 'my-image:1', priority: 5, updates: [{ at: 4.5, cores: 1 }] },
      { id: 'b', arrival: 3, cores: 1, image: 'other' },
    ]);
  });

  it('takes the name of a model for the model, as long as the user says', async () => {
    const text = 'execution,a,lstm,1,0,0';
    expect((await readAs('requests', text, { duration: 20 })).jobs).toEqual([
      { id: 'a', cores: 1, model: 'lstm', duration: 20 },
    ]);
    expect((await readAs('requests', text)).problems).toContain(
      'f:1:1: the file does not say how long "a" takes, give --duration',
    );
  });

  it.each([
    [
      'a,b,c',
      'the line has 3 fields, expected <execution or update>,<id>,<image>,<cores>,<gap in seconds>,<priority>',
    ],
    ['run,a,x,1,0,0', 'the line begins with "run", expected execution or update'],
    [
      'execution,-a,x,1,0,0',
      'id "-a" is wrong, expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
    ],
    [
      'execution,a,X Y,1,0,0',
      'image "X Y" is wrong, expected the name of a Docker image, such as my-image:1.0',
    ],
    ['execution,a,x,two,0,0', 'cores "two" is wrong, expected a whole number from 1 to 100000'],
    ['execution,a,x,1,-1,0', 'gap "-1" is wrong, expected seconds from 0'],
    ['execution,a,x,1,0,high', 'priority "high" is wrong, expected a whole number from -1000000 to 1000000'],
    ['update,z,x,1,0,0', 'there is no job "z" to update, expected one that was submitted before'],
    ['execution,first,x,1,0,0', 'the id "first" is taken by line 1, expected one of its own'],
  ])('tells that %s is wrong', async (line, problem) => {
    const { problems } = await readAs('requests', `execution,first,x,1,0,0\n${line}\n`);
    expect(problems).toEqual([`f:2:1: ${problem}`]);
  });
});
