import { LogReadError } from '../log/errors.js';
import type { LogRecord } from '../log/records.js';
import { Life } from './life.js';
import type { RecordOf } from '../rebuild/steps.js';

/** What a log tells without a thought about its rules. */
export interface History {
  readonly header: RecordOf<'run'>;
  /** In file order. */
  readonly lives: ReadonlyMap<string, Life>;
  /** Seconds: the time of the last record. */
  readonly until: number;
}

/** @throws LogReadError when the log contradicts itself */
export function historyOf(records: readonly LogRecord[]): History {
  const [header] = records;
  if (header?.kind !== 'run') throw new LogReadError('the log does not begin with a `run` record');
  const announced = records.filter((record) => record.kind === 'job').sort((a, b) => a.position - b.position);
  const lives = new Map(announced.map((record) => [record.job, new Life(record)]));
  const orders = new Map<number, Life>();
  const lifeOf = (job: string): Life => {
    const life = lives.get(job);
    if (life !== undefined) return life;
    throw new LogReadError(`the log tells of job ${JSON.stringify(job)}, which was never announced`);
  };
  let until = 0;
  for (const record of records) {
    if ('at' in record && record.at > until) until = record.at;
    switch (record.kind) {
      case 'arrived':
        lifeOf(record.job).arrive(record.at);
        break;
      case 'intent':
        orders.set(record.id, lifeOf(record.job));
        lifeOf(record.job).order(record);
        break;
      case 'outcome':
        settle(orders.get(record.id), record);
        break;
      case 'exited':
        lifeOf(record.job).exit(record);
        break;
      case 'ended':
        lifeOf(record.job).end(record);
        break;
      default:
    }
  }
  for (const life of lives.values()) life.close(until);
  return { header, lives, until };
}

/** An exit settles what was ordered of the job: its outcome, if one still comes, is ignored. */
function settle(life: Life | undefined, record: RecordOf<'outcome'>): void {
  const intent = life?.intent;
  if (life === undefined || intent?.id !== record.id) return;
  life.intent = undefined;
  if (record.ok) life.confirm(record.at, intent);
  else life.refuse(record.at, intent.action, record.reason);
}
