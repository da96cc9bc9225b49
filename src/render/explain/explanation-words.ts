import type {
  Claim,
  Holder,
  MainReason,
  Passage,
  Reason,
  Release,
  RulesInForce,
  Wait,
} from '../../explain/explanation.js';
import { cores, fixed } from '../layout/numbers.js';

/** More jobs than that are counted and not named. */
const MOST_NAMED = 5;

/** Seconds on the run's clock, or a length: to the millisecond, without noughts at its end. */
export function clock(at: number): string {
  return `${Number(fixed(at, 3))} s`;
}

/** `1 core`, `2 cores`. */
export function someCores(count: number): string {
  return `${cores(count)} ${count === 1 ? 'core' : 'cores'}`;
}

/** The things, or the first of them and how many more there are. */
export function listed(things: readonly string[], most = MOST_NAMED): string {
  const more = things.length - most;
  return more <= 0 ? things.join(', ') : `${things.slice(0, most).join(', ')} and ${more} more`;
}

/** Why the job began to wait. */
export function beginWords({ began }: Wait, { options }: RulesInForce): string {
  switch (began.kind) {
    case 'arrived':
      return 'it arrived';
    case 'turn_ended':
      return `its turn was over${options.quantum === undefined ? '' : ` (quantum ${options.quantum} s)`}`;
    case 'gave_way': {
      const { to, why, victim } = began;
      return `pushed out by ${to}${why === null ? '' : `: ${why}`}${victim === null ? '' : `; taken as victim by ${victim}`}`;
    }
    case 'attempt_ended':
      return `its attempt ended with exit code ${began.code}${began.reason === null ? '' : ` (${began.reason})`}, and a new one waits`;
    case 'paused':
      return 'it was paused';
  }
}

/** Why it waited for a while, as a sentence without its time. */
export function reasonWords(reason: Reason, { cores: capacity, realloc }: RulesInForce): string {
  const claimed = realloc === 'strict' ? 'what it asks for' : 'its min_cores';
  const ran = holderWords(reason.holders);
  switch (reason.kind) {
    case 'cores': {
      const promise = reason.promised === null ? '' : `; promised a start at ${clock(reason.promised)}`;
      return `nobody is in its way, but it needs ${someCores(reason.claim)} (${claimed}), and ${freeOf(reason, capacity)}: ${ran}${promise}`;
    }
    case 'order': {
      const fits = reason.claim <= reason.free ? `; its own ${reason.claim} would fit` : '';
      const why = reason.why === null ? '' : `: ${reason.why}`;
      return `behind ${reason.head}${why}; that one needs ${someCores(reason.head_claim)}, and ${freeOf(reason, capacity)}: ${ran}${fits}`;
    }
    case 'promise': {
      const at = reason.promised === null ? '' : ` at ${clock(reason.promised)}`;
      const whose =
        reason.to === null
          ? `would delay the starts promised to others${at && `; it is promised one itself${at}`}`
          : `would delay ${reason.to}, which is promised a start${at}`;
      return `the ${someCores(reason.claim)} that it needs are free, but taking them ${whose}`;
    }
    case 'memory':
      return `passed over: the memory that it may use is not free; ${ran}`;
    case 'hand_over':
      return 'it is to run, and waits for its cores to be given back or for its container';
    case 'unknown':
      return `the log does not tell in which order jobs waited; ${ran}`;
  }
}

function freeOf(reason: Extract<Reason, { free: number }>, capacity: number): string {
  const later = reason.most_free > reason.free ? ` (later up to ${reason.most_free})` : '';
  return `${reason.free} of ${capacity} ${reason.free === 1 ? 'is' : 'are'} free${later}`;
}

function holderWords(holders: readonly Holder[]): string {
  if (holders.length === 0) return 'nobody runs';
  const words = holders.map(({ job, cores: held, keeps }) =>
    keeps === held ? `${job} has ${cores(held)}` : `${job} has ${cores(held)} and keeps ${cores(keeps)}`,
  );
  return listed(words);
}

/** Who was given cores while it waited. */
export function passageWords(passages: readonly Passage[]): string {
  const words = passages.map(({ job, at, how, why }) => {
    const told = {
      before: why ?? 'before it in the order',
      past: 'past it',
      grew: 'its user asked for more',
    };
    return `${job} at ${clock(at)} (${told[how]})`;
  });
  return `given cores meanwhile: ${listed(words)}`;
}

/** What ended the wait. */
export function endWords({ ended }: Wait): string {
  switch (ended.kind) {
    case 'start':
    case 'resume': {
      const did = ended.kind === 'start' ? 'started' : 'went on';
      return `${did} with ${someCores(ended.cores)}${causeOfEnd(ended.released, ended.asked_less)}`;
    }
    case 'ended':
      return `${ended.state} while it waited${ended.reason === null ? '' : `: ${ended.reason}`}`;
    case 'log_ends':
      return 'the log ends while it waits';
  }
}

function causeOfEnd(released: readonly Release[] | null, askedLess: boolean): string {
  if (askedLess) return ', as it asks for less';
  if (released === null || released.length === 0) return '';
  return `, as ${listed(released.map(releaseWords))}`;
}

function releaseWords({ job, cores: given, how }: Release): string {
  const did = { ended: 'ended', attempt_ended: 'failed', paused: 'was paused', shrank: 'shrank' }[how];
  return `${job} ${did} (${someCores(given)})`;
}

/** What would have let it start earlier. */
export function claimWords(claim: Claim): string {
  switch (claim.kind) {
    case 'order':
      return `It would have started at ${clock(claim.at)} had it been before ${listed(claim.before)} in the order.`;
    case 'request': {
      const asked =
        claim.what === 'cores'
          ? `had it asked for ${someCores(claim.cores)} instead of ${claim.instead_of}`
          : `had its min_cores been ${claim.cores} instead of ${claim.instead_of}`;
      return `It would have started by ${clock(claim.at)} ${asked}.`;
    }
    case 'estimate':
      return `It would have started by ${clock(claim.at)} had its estimate been ${clock(claim.seconds)} or less.`;
  }
}

/** On what it waited longest, in a few words. */
export function mainReasonWords(reason: MainReason): string {
  switch (reason.kind) {
    case 'order':
      return `behind ${reason.job ?? ''}${andOthers(reason.others)}${reason.why === null ? '' : `: ${reason.why}`}`;
    case 'promise':
      return reason.job === null
        ? 'cores promised to others'
        : `cores promised to ${reason.job}${andOthers(reason.others)}`;
    case 'cores':
      return `too few cores free: ${holderWords(reason.holders)}`;
    case 'memory':
      return 'lack of memory';
    case 'hand_over':
      return 'handing over of cores';
    case 'unknown':
      return `while others ran: ${holderWords(reason.holders)}`;
  }
}

function andOthers(others: number): string {
  return others === 0 ? '' : ` and ${others} more`;
}
