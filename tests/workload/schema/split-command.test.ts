import { describe, expect, it } from '@jest/globals';
import { splitCommand } from '../../../src/workload/schema/split-command.js';

describe('splitCommand', () => {
  it.each([
    ['python train.py --epochs 3', ['python', 'train.py', '--epochs', '3']],
    ['  a\t b\n', ['a', 'b']],
    [`sh -c 'echo "hi" $HOME'`, ['sh', '-c', 'echo "hi" $HOME']],
    [`say "it's \\"so\\" \\n"`, ['say', `it's "so" \\n`]],
    [`a\\ b c`, ['a b', 'c']],
    [`--name='x y'z`, ['--name=x yz']],
    [`'' ""`, ['', '']],
    ['a | b > c; d', ['a', '|', 'b', '>', 'c;', 'd']],
    ['', []],
    ['  ', []],
  ])('%s', (command, words) => {
    expect(splitCommand(command)).toEqual(words);
  });

  it.each([`a 'b`, `a "b`, `a "b\\"`, 'a \\'])('%s is not finished', (command) => {
    expect(splitCommand(command)).toBeUndefined();
  });
});
