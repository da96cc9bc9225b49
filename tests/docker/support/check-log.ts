import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogRecord } from '../../../src/log/records.js';
import { againstTheRules } from './idle-rule.js';
import { RunState } from './run-state.js';

/** What was looked at in a log that is in order. */
export interface CheckedLog {
  readonly records: number;
  /** Times at which all actions were settled and everybody's cores were held against the rules. */
  readonly judged: number;
  /** The most containers that ran at the same time. */
  readonly mostRunning: number;
}

/** What is decided is carried out when so much time has passed and nothing is in flight; seconds. */
const HAND_OVER = 0.5;

/**
 * Looks through the log of a run, with nothing of the scheduler's own code: who held which cores, by what was confirmed and by
 * what was in flight. No core may be in two jobs, or outside the run's; every job gets what was decided for it; and whenever all
 * is settled, no core is idle and nobody waits against the rules of the policy and the mode.
 * @param folder of a run
 * @throws Error with the line of the log and what is wrong
 */
export async function checkLog(folder: string): Promise<CheckedLog> {
  const text = await readFile(join(folder, 'events.jsonl'), 'utf8');
  return checkRecords(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogRecord),
  );
}

/** The same for the records of a log. */
export function checkRecords(records: readonly LogRecord[]): CheckedLog {
  const state = new RunState();
  let judged = 0;
  let mostRunning = 0;
  records.forEach((record, index) => {
    const complain = (what: string): never => {
      throw new Error(`events.jsonl:${index + 1}: ${what}\n${JSON.stringify(record)}`);
    };
    try {
      state.apply(record);
    } catch (error) {
      complain((error as Error).message);
    }
    mostRunning = Math.max(mostRunning, state.running().length);
    const next = records[index + 1];
    if (!state.isSettled || state.isStale || state.cancelled || next?.kind === 'intent') return;
    const difference = fromDecision(state);
    if (difference !== undefined) {
      if (next !== undefined && 'at' in next && next.at > state.at + HAND_OVER) complain(difference);
      return;
    }
    const wrong = againstTheRules(state);
    if (wrong !== undefined) complain(wrong);
    judged += 1;
  });
  if (records.at(-1)?.kind !== 'end') throw new Error('the log has no end');
  return { records: records.length, judged, mostRunning };
}

/** How what is confirmed differs from what the engine says it has decided. */
function fromDecision(state: RunState): string | undefined {
  const { decision } = state;
  if (decision === undefined) return 'nothing was decided';
  const running = state.running();
  const held = running.reduce((sum, job) => sum + job.cores, 0);
  if (running.length !== decision.running)
    return `${decision.running} jobs are to run and ${running.length} do`;
  if (state.waiting().length !== decision.waiting)
    return `${decision.waiting} jobs are to wait and ${state.waiting().length} do`;
  if (Math.abs(held - decision.held) > 1e-9) return `${decision.held} cores are to be held and ${held} are`;
  return undefined;
}
