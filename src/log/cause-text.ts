import type { Cause } from '../core/actions.js';

/** Why a job is paused or killed, in a few words. The reasons of others in it may hold control characters. */
export function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'turn_ended':
      return 'its turn ended';
    case 'gave_way':
      return `gave way to ${cause.job}`;
    case 'timeout':
      return 'timeout';
    case 'cancelled':
    case 'refused':
      return cause.reason;
  }
}
