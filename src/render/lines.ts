import { causeText } from '../log/cause-text.js';
import { coreList } from '../log/core-list.js';
import type { LogRecord } from '../log/records.js';
import { printable } from '../workload/printable.js';
import { cores, fixed } from './layout/numbers.js';
import { gapText } from './report/gap-text.js';

type Intent = LogRecord & { readonly kind: 'intent' };

/**
 * Tells of a run in plain lines, for where the output is no terminal: `   12.3s  start r1 on cores 0-1 (2)`. What was
 * ordered is told when it is confirmed.
 * @returns a function to be given every record of the log, that gives the line for it, without its newline, if there is one
 */
export function createLines(): (record: LogRecord) => string | undefined {
  const intents = new Map<number, Intent>();
  const held = new Map<string, number>();
  const exits = new Map<string, LogRecord & { readonly kind: 'exited' }>();

  function confirmed({ action, job, attempt, cores: given, ids, cause }: Intent): string | undefined {
    const before = held.get(job) ?? 0;
    held.set(job, given);
    switch (action) {
      case 'start':
        return `start ${job} ${place(given, ids)}${attempt > 1 ? again(attempt, exits.get(job)) : ''}`;
      case 'resume':
        return `resume ${job} ${place(given, ids)}`;
      case 'resize':
        return `resize ${job} ${place(given, ids)}, had ${cores(before)}`;
      case 'share':
        return undefined;
      case 'pause':
      case 'kill':
        return `${action} ${job}${cause === undefined ? '' : `: ${causeText(cause)}`}`;
    }
  }

  function tell(record: LogRecord): string | undefined {
    switch (record.kind) {
      case 'arrived':
        return `arrive ${record.job}`;
      case 'updated':
        return `request of ${record.job} is ${cores(record.cores)} now${record.effect ? '' : ', too late'}`;
      case 'cancelled':
        return `cancel all: ${record.reason}`;
      case 'intent':
        intents.set(record.id, record);
        return undefined;
      case 'outcome': {
        const intent = intents.get(record.id);
        intents.delete(record.id);
        if (intent === undefined) return undefined;
        return record.ok ? confirmed(intent) : `${intent.action} ${intent.job} refused: ${record.reason}`;
      }
      case 'exited':
        exits.set(record.job, record);
        return undefined;
      case 'ended':
        return `${record.state} ${record.job}${ending(record)}`;
      case 'note':
        return record.level === 'info' ? record.text : `${record.level}: ${record.text}`;
      case 'end':
        return record.interrupted === undefined ? 'end' : `end: ${record.interrupted}`;
      case 'left':
        return `${record.how === 'keep' ? 'keep' : 'pause'} all: ${record.reason}`;
      case 'resumed':
        return `resumed: ${gapText({ ...record, seconds: record.gap })}`;
      case 'run':
      case 'job':
      case 'turn_ended':
      case 'exemption_ended':
      case 'timed_out':
      case 'aging_tick':
      case 'decision':
      case 'program':
      case 'cpu':
      case 'beat':
        return undefined;
    }
  }

  return (record) => {
    const text = tell(record);
    if (text === undefined || !('at' in record)) return undefined;
    return `${fixed(record.at, 1).padStart(7)}s  ${printable(text)}`;
  };
}

function place(given: number, ids: readonly number[] | undefined): string {
  if (ids === undefined || ids.length === 0) return `with a share of ${cores(given)}`;
  return `on ${ids.length === 1 ? 'core' : 'cores'} ${coreList(ids)} (${cores(given)})`;
}

function again(attempt: number, exit: (LogRecord & { readonly kind: 'exited' }) | undefined): string {
  const after = exit === undefined ? '' : ` after ${exit.reason ?? `exit code ${exit.code}`}`;
  return `, attempt ${attempt}${after}`;
}

function ending({ state, code, reason: why }: LogRecord & { readonly kind: 'ended' }): string {
  if (why !== undefined) return `: ${why}`;
  return state === 'failed' && code !== null ? `: exit code ${code}` : '';
}
