import { figureOf, type GoalMeasure, measure, type Measure } from '../harness/contest.js';
import {
  BARE_CHAIN,
  CHAIN,
  runsOf,
  startsOf,
  TAPPED_BARE_CHAIN,
  TAPPED_CHAIN,
  tfschedOf,
} from './contestants.js';
import { peers } from './peers.js';

/** The whole command may take so much of the best of the others. */
const WALL = 1.05;

export const chainGoals: readonly GoalMeasure[] = [
  ratio('hand-over: tfsched to a bare chain of the same calls', 'handOver', CHAIN, BARE_CHAIN, 1.05),
  {
    ...measure("hand-over: tfsched's own part, ms", TAPPED_CHAIN, 'ownPart'),
    goal: 3,
    direction: 'at_most',
  },
];

export const chainBesides: readonly Measure[] = [
  measure('hand-over of tfsched, ms', CHAIN, 'handOver'),
  measure('hand-over of the bare chain, ms', BARE_CHAIN, 'handOver'),
  measure(
    "the bare chain's own part, ms (the tap's cost included, as in tfsched's)",
    TAPPED_BARE_CHAIN,
    'ownPart',
  ),
];

/** At most so much of each of the others is at most so much of the best of them. */
export function loadGoals(load: string, makespan: number): GoalMeasure[] {
  const tfsched = tfschedOf(load);
  return peers.flatMap((peer) => [
    ratio(`${load}: wall time to ${peer} docker run`, 'wall', tfsched, runsOf(load, peer), WALL),
    ratio(`${load}: makespan to ${peer} docker start`, 'makespan', tfsched, startsOf(load, peer), makespan),
  ]);
}

export function loadBesides(load: string): Measure[] {
  const tfsched = tfschedOf(load);
  return [
    measure(`${tfsched}, whole command, s`, tfsched, 'wall'),
    measure(`${tfsched}, makespan, s`, tfsched, 'makespan'),
    ...peers.map((peer) => measure(`${runsOf(load, peer)}, s`, runsOf(load, peer), 'wall')),
    ...peers.map((peer) => measure(`${startsOf(load, peer)}, s`, startsOf(load, peer), 'makespan')),
  ];
}

function ratio(name: string, figure: string, of: string, to: string, goal: number): GoalMeasure {
  return {
    name,
    needs: [of, to],
    of: (round) => figureOf(round, of, figure) / figureOf(round, to, figure),
    goal,
    direction: 'at_most',
  };
}
