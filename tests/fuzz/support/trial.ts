import { afterAll } from '@jest/globals';
import fc from 'fast-check';

/** How many inputs are tried in all: few among the unit tests, 100,000 by `npm run test:fuzz`. */
const TOTAL = Number(process.env.TFSCHED_FUZZ ?? 600);

/** CPU seconds that one input may cost. CPU, as a busy machine makes every input slow. */
const MOST_SECONDS = 1;

let tried = 0;

afterAll(() => {
  if (process.env.TFSCHED_FUZZ !== undefined) process.stderr.write(`fuzz: tried ${tried} inputs\n`);
});

/** Tries inputs on something that must come to an end in time and never throw. @param share of all inputs */
export async function tryAll<T>(
  share: number,
  inputs: fc.Arbitrary<T>,
  use: (input: T) => Promise<void> | void,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      tried += 1;
      const before = process.cpuUsage();
      await use(input);
      const { user, system } = process.cpuUsage(before);
      const seconds = (user + system) / 1e6;
      if (seconds > MOST_SECONDS) throw new Error(`this input took ${seconds.toFixed(1)} s`);
    }),
    { numRuns: Math.max(1, Math.round(share * TOTAL)) },
  );
}
