/** What every method of the port takes beside its arguments. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}
