export type LocalPostgresErrorCode =
  /** The package brings no server for this system, or the one it brings does not run here. */
  | "unsupported_platform"
  /** Running as root, and there is no unprivileged account or folder that the server could use. */
  | "no_account"
  /** The data folder belongs to somebody else, or holds something that is not a database of ours. */
  | "not_ours"
  | "other_version"
  | "port_taken"
  | "disk_full"
  | "start_failed"
  /** Another process has been starting this database for a minute. */
  | "busy"
  | "aborted";

/** Why there is no local database. `message` is one line that ends with what to do about it. */
export class LocalPostgresError extends Error {
  override readonly name = "LocalPostgresError";
  readonly code: LocalPostgresErrorCode;
  constructor(code: LocalPostgresErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
