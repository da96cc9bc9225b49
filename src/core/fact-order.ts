import { compareFacts, type Fact } from './facts.js';
import { EPSILON } from './time.js';

/** In order of time, and within an instant as design 4.1 orders. */
export function inOrder(timers: readonly Fact[], others: readonly Fact[]): readonly Fact[] {
  if (timers.length === 0 && isInOrder(others)) return others;
  const facts = [...timers, ...others];
  facts.sort((a, b) => a.at - b.at);
  let instant = 0;
  for (let next = 1; next <= facts.length; next++) {
    const fact = facts[next];
    if (fact !== undefined && fact.at - facts[instant]!.at < EPSILON) continue;
    if (next - instant > 1) {
      const together = facts.slice(instant, next).sort(compareFacts);
      for (const [place, moved] of together.entries()) facts[instant + place] = moved;
    }
    instant = next;
  }
  return facts;
}

/** True for facts of one very time that stand in order, as they mostly come. */
function isInOrder(facts: readonly Fact[]): boolean {
  for (let next = 1; next < facts.length; next++) {
    const [before, fact] = [facts[next - 1]!, facts[next]!];
    if (before.at !== fact.at || compareFacts(before, fact) > 0) return false;
  }
  return true;
}
