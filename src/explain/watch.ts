import type { Job } from '../core/job-state.js';
import type { Schedule } from '../core/schedule.js';
import { ClaimFinder } from './claims.js';
import type { Claim, Passage, Reason, Release } from './explanation.js';
import type { Onlooker } from '../rebuild/rebuild.js';
import { holdersOf, verdictOn } from './verdict.js';

/** A decision that sent a job back to the waiting ones for another one. */
export interface Push {
  readonly at: number;
  readonly to: string;
  readonly why: string | null;
  readonly victim: string | null;
}

/** A decision that ended a job's waiting. */
export interface Admission {
  readonly at: number;
  readonly released: readonly Release[];
  readonly askedLess: boolean;
}

/** What the decisions of a run, made again, say of one job. */
export interface Sight {
  readonly reasons: readonly Reason[];
  readonly passages: readonly Passage[];
  readonly pushes: readonly Push[];
  readonly admissions: readonly Admission[];
  readonly claims: readonly Claim[];
}

/** A job as it stood after the last decision. */
interface Standing {
  readonly attempt: number;
  readonly hold: number;
}

/** Watches some jobs while the decisions are made again. */
export class Watch implements Onlooker {
  private readonly watched = new Map<string, WatchedJob>();
  private standings: ReadonlyMap<Job, Standing> = new Map();
  private isAttended = new Set<Job>();

  constructor(private readonly ids: readonly string[]) {}

  sightOf(id: string): Sight | undefined {
    return this.watched.get(id);
  }

  begin(jobs: ReadonlyMap<string, Job>): void {
    for (const id of this.ids) {
      const job = jobs.get(id);
      if (job !== undefined) this.watched.set(id, new WatchedJob(job));
    }
  }

  before(schedule: Schedule): void {
    this.isAttended = new Set(schedule.attended);
    for (const watched of this.watched.values()) watched.before(schedule);
  }

  after(schedule: Schedule): void {
    const admitted = schedule.attended.filter((job) => !this.isAttended.has(job));
    for (const watched of this.watched.values()) watched.after(schedule, admitted, this.standings);
    this.standings = new Map(
      schedule.attended.map((job) => [job, { attempt: job.attempt, hold: job.hold }] as const),
    );
  }
}

class WatchedJob implements Sight {
  readonly reasons: Reason[] = [];
  readonly passages: Passage[] = [];
  readonly pushes: Push[] = [];
  readonly admissions: Admission[] = [];
  private readonly finder: ClaimFinder;
  private hasBegun = false;
  /** Its claim after the last decision, if it waited then. */
  private claimed: number | undefined;

  constructor(private readonly job: Job) {
    this.finder = new ClaimFinder(job);
  }

  get claims(): readonly Claim[] {
    return this.finder.claims;
  }

  before(schedule: Schedule): void {
    if (this.job.phase === 'waiting' && !this.hasBegun) this.finder.before(schedule);
  }

  after(schedule: Schedule, admitted: readonly Job[], standings: ReadonlyMap<Job, Standing>): void {
    const { job } = this;
    if (job.phase === 'waiting') this.waits(schedule, admitted, standings);
    else if (job.phase === 'running') this.runs(schedule, standings);
    else this.endSpell(schedule.now);
    this.claimed = job.phase === 'waiting' ? job.claim : undefined;
  }

  private waits(schedule: Schedule, admitted: readonly Job[], standings: ReadonlyMap<Job, Standing>): void {
    const { job } = this;
    if (standings.get(job)?.attempt === job.attempt && job.cause?.kind === 'gave_way') {
      this.pushes.push(pushOf(job, job.cause.job, schedule, admitted));
    }
    for (const other of admitted) this.passages.push(admissionOf(other, job, schedule));
    this.passages.push(...growthsOf(standings, schedule));
    const reason = verdictOn(job, schedule);
    if (!this.hasBegun) this.finder.after(schedule, reason, admitted.length > 0);
    this.note(reason);
  }

  private runs(schedule: Schedule, standings: ReadonlyMap<Job, Standing>): void {
    const { job, claimed } = this;
    this.hasBegun = true;
    const stood = standings.get(job);
    if (stood?.attempt === job.attempt && claimed === undefined) return;
    const { now } = schedule;
    const askedLess = claimed !== undefined && job.claim < claimed;
    this.admissions.push({ at: now, released: releasesOf(standings), askedLess });
    this.note({ kind: 'hand_over', from: now, until: Infinity, holders: holdersOf(schedule) });
  }

  /** One spell as long as the same stands in its way. */
  private note(reason: Reason): void {
    const last = this.reasons.at(-1);
    if (last?.until !== Infinity || keyOf(last) !== keyOf(reason)) {
      this.endSpell(reason.from);
      this.reasons.push(reason);
    } else if ('most_free' in last && 'free' in reason) {
      last.most_free = Math.max(last.most_free, reason.free);
    }
  }

  private endSpell(at: number): void {
    const last = this.reasons.at(-1);
    if (last?.until === Infinity) last.until = at;
  }
}

function keyOf(reason: Reason): string {
  switch (reason.kind) {
    case 'order':
      return `order ${reason.claim} ${reason.head}`;
    case 'promise':
      return `promise ${reason.claim} ${reason.to ?? ''}`;
    case 'cores':
      return `cores ${reason.claim}`;
    case 'memory':
    case 'hand_over':
    case 'unknown':
      return reason.kind;
  }
}

function admissionOf(other: Job, job: Job, { policy, now }: Schedule): Passage {
  const { id, given } = other;
  if (policy.compare(other, job, now) > 0) return { at: now, job: id, cores: given, how: 'past', why: null };
  const why = policy.whyBefore?.(other, job, now) ?? null;
  return { at: now, job: id, cores: given, how: 'before', why };
}

/** While somebody waits, a job keeps more cores than before only where its user has asked for them. */
function growthsOf(standings: ReadonlyMap<Job, Standing>, { attended, now }: Schedule): Passage[] {
  const growths: Passage[] = [];
  for (const job of attended) {
    const stood = standings.get(job);
    if (stood?.attempt !== job.attempt || job.hold <= stood.hold) continue;
    growths.push({ at: now, job: job.id, cores: job.hold - stood.hold, how: 'grew', why: null });
  }
  return growths;
}

function pushOf(job: Job, to: string, { policy, now }: Schedule, admitted: readonly Job[]): Push {
  const winner = admitted.find(({ id }) => id === to);
  const why = winner === undefined ? null : (policy.whyBefore?.(winner, job, now) ?? null);
  return { at: now, to, why, victim: policy.preemption?.whyVictim?.(job, now) ?? null };
}

/** Who keeps fewer cores than after the last decision. */
function releasesOf(standings: ReadonlyMap<Job, Standing>): Release[] {
  const releases: Release[] = [];
  for (const [job, { attempt, hold }] of standings) {
    const now = job.attempt === attempt ? job.hold : 0;
    if (now < hold) releases.push({ job: job.id, cores: hold - now, how: howOf(job, attempt) });
  }
  return releases;
}

function howOf(job: Job, attempt: number): Release['how'] {
  if (job.phase === 'ended') return 'ended';
  if (job.attempt !== attempt) return 'attempt_ended';
  return job.phase === 'running' ? 'shrank' : 'paused';
}
