/** What was asked for cannot be run on this host; `message` says what would be right. Exit code 2. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}
