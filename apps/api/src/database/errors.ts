/** A database that the program must not use, or can't. The message is one line: the reason, and the way out. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

export type DatabaseErrorCode =
  | "database.unreachable"
  | "database.not_ours"
  | "database.already_provisioned"
  | "database.not_allowed"
  | "database.migration_changed"
  | "database.migration_failed"
  | "database.newer_than_code"
  | "database.migrations_pending"
  | "database.role_too_powerful"
  | "database.wrong_role"
  | "database.not_restorable";
