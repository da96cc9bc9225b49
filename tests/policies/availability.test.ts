import { describe, expect, it } from '@jest/globals';
import { Availability } from '../../src/policies/availability.js';

/** 1 core free from 0 on, 3 from 5 on, 2 from 8 to 9, 3 again. */
function plan(): Availability {
  const made = new Availability(0, 1);
  made.change(2, 5, Infinity);
  made.change(-1, 8, 9);
  return made;
}

describe('Availability', () => {
  it.each([
    ['now, where as much is free', 1, 99, 0, 0],
    ['for ever too', 1, Infinity, 0, 0],
    ['when enough is free', 2, 4, 0, 5],
    ['for long enough', 3, 3, 0, 5],
    ['not across a time with less', 3, 3.5, 0, 9],
    ['not before it is asked for', 2, 1, 6, 6],
    ['in the middle of a step', 3, 1.5, 6, 6],
    ['behind what is too short from there on', 3, 1.5, 7, 9],
    ['never, where there are not so many', 4, 1, 0, Infinity],
  ])('finds room %s', (_, cores, seconds, from, expected) => {
    expect(plan().earliest(cores, seconds, from)).toBe(expected);
  });

  it('takes times closer than 1e-9 to be one', () => {
    const made = plan();
    made.change(-1, 5 + 1e-10, 8 - 1e-10);
    expect(made.earliest(2, 3, 0)).toBe(5);
    expect(made.earliest(3, 0.5, 0)).toBe(9);
  });

  it('has what was taken back after it was given back', () => {
    const made = plan();
    made.change(-3, 5, 7);
    expect(made.earliest(3, 2, 0)).toBe(9);
    made.change(3, 5, 7);
    expect(made.earliest(3, 2, 0)).toBe(5);
  });
});
