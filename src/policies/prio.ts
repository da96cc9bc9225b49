import type { JobView } from '../core/job.js';
import type { Preemption } from '../core/policy.js';
import { atMost, compareClose } from '../core/time.js';
import type { PolicyModule, PolicyOptions, VictimRule } from './policy-module.js';
import { figure, whyFigure } from './why.js';

/** Priority, with feedback (aging) and with or without preemption (design 4.2, 4.4). */
export const prio: PolicyModule = {
  name: 'prio',
  aliases: ['priority'],
  summary: 'highest effective priority first; --preemptive, --aging',
  options: ['preemptive', 'victim', 'aging', 'agingInterval', 'preemptExempt'],
  create(options) {
    const effective = effectivePriority(options.aging);
    const compare = (a: JobView, b: JobView, now: number): number =>
      compareClose(effective(b, now), effective(a, now)) || a.arrivalRank - b.arrivalRank;
    const higher = options.aging === 0 ? 'higher priority' : 'higher effective priority';
    return {
      name: 'prio',
      compare,
      whyBefore: (a, b, now) =>
        whyFigure(higher, { job: a, value: effective(a, now) }, { job: b, value: effective(b, now) }),
      ...(options.preemptive && { preemption: preemption(options, effective) }),
    };
  },
};

type Effective = (job: JobView, now: number) => number;

/** e(t) = priority + aging x W(t). */
function effectivePriority(aging: number): Effective {
  if (aging === 0) return (job) => job.priority;
  return (job, now) => job.priority + aging * job.waitedAt(now);
}

function preemption(options: PolicyOptions, effective: Effective): Preemption {
  const rule = VICTIM_ORDER[options.victim];
  // A whole point apart, so that aging cannot make two jobs swap at every tick.
  const isPointBelow = (lower: JobView, upper: JobView, now: number): boolean =>
    atMost(effective(lower, now), effective(upper, now) - 1);
  return {
    yields: isPointBelow,
    overtakes: isPointBelow,
    compareVictims: (a, b, now) =>
      rule(a, b, now) || compareClose(effective(a, now), effective(b, now)) || b.arrivalRank - a.arrivalRank,
    whyVictim: (job, now) => VICTIM_WORDS[options.victim](job, effective(job, now), now),
    exemption: options.preemptExempt,
    tick: options.aging > 0 ? options.agingInterval : undefined,
  };
}

const VICTIM_ORDER: Readonly<Record<VictimRule, (a: JobView, b: JobView, now: number) => number>> = {
  longest_run: (a, b, now) => compareClose(b.servedAt(now), a.servedAt(now)),
  smallest_request: (a, b) => a.cores - b.cores,
  // Lower effective priority first is the tie-break of every rule.
  lowest_priority: () => 0,
};

const VICTIM_WORDS: Readonly<Record<VictimRule, (job: JobView, effective: number, now: number) => string>> = {
  longest_run: (job, _, now) => `longest_run: it had run ${figure(job.servedAt(now))} s`,
  smallest_request: (job) => `smallest_request: it had asked for ${job.cores}`,
  lowest_priority: (_, effective) => `lowest_priority: it had ${figure(effective)}`,
};
