import type { LogRecord } from '../../../src/log/records.js';
import { ends } from './scenario.js';
import type { VirtualDaemon } from './virtual-daemon.js';

/** What is not as it must be after a run on the double, a sentence each; nothing when all is well. */
export function whatIsWrong(records: readonly LogRecord[], daemon: VirtualDaemon): string[] {
  return [...wrongEnds(records), ...wrongPrograms(records, daemon), ...wrongCores(records), ...left(daemon)];
}

function wrongEnds(records: readonly LogRecord[]): string[] {
  const wrong: string[] = [];
  for (const [job, end] of ends) {
    const told = records.filter((record) => record.kind === 'ended').filter((one) => one.job === job);
    if (told.length === 0) wrong.push(`${job} is lost`);
    if (told.length > 1) wrong.push(`${job} ended ${told.length} times`);
    for (const { state, code } of told)
      if (state !== end.state || code !== end.code)
        wrong.push(`${job} ended ${state} ${code}, not ${end.state} ${end.code}`);
  }
  return wrong;
}

function wrongPrograms(records: readonly LogRecord[], daemon: VirtualDaemon): string[] {
  const wrong: string[] = [];
  for (const [job, end] of ends) {
    const times = daemon.completed.filter((one) => one.startsWith(`${job} `)).length;
    const due = end.code === 137 ? 0 : job === 'again' ? 2 : 1;
    if (times > due) wrong.push(`${job} ran to its end ${times} times, not ${due}`);
  }
  const dispatched = new Set(
    records
      .filter((record) => record.kind === 'intent' && record.action === 'start')
      .map((record) => (record.kind === 'intent' ? `${record.job} ${record.attempt}` : '')),
  );
  for (const one of daemon.begun) if (!dispatched.has(one)) wrong.push(`${one} began without an intent`);
  return wrong;
}

/** Who holds which cores by what was confirmed, from the log alone. */
function wrongCores(records: readonly LogRecord[]): string[] {
  const wrong: string[] = [];
  const intents = new Map<number, Extract<LogRecord, { kind: 'intent' }>>();
  const held = new Map<string, readonly number[]>();
  for (const record of records) {
    if (record.kind === 'intent') intents.set(record.id, record);
    if (record.kind === 'exited') held.delete(record.job);
    if (record.kind !== 'outcome' || !record.ok) continue;
    const intent = intents.get(record.id);
    if (intent === undefined) {
      wrong.push(`outcome ${record.id} has no intent`);
      continue;
    }
    if (intent.action === 'pause') held.delete(intent.job);
    else if (intent.action !== 'kill') held.set(intent.job, intent.ids ?? []);
    const ids = [...held.values()].flat();
    if (new Set(ids).size < ids.length) wrong.push(`a core is in two jobs at ${record.at} s`);
  }
  for (const [job, ids] of held) wrong.push(`${job} has cores ${ids.join(',')} after the end`);
  return wrong;
}

function left(daemon: VirtualDaemon): string[] {
  return [...daemon.containers.values()].map(({ spec }) => `container ${spec.name} is left`);
}
