/** Why the development console could not do what it was asked for. */
const KIND = {
  /** No vendor of that name, or no delivery by that id. */
  "development.not_found": "not_found",
  /** No emulators run, or they do not answer. */
  "development.unavailable": "unavailable",
} as const;
export type DevelopmentErrorCode = keyof typeof KIND;

export class DevelopmentError extends Error {
  override readonly name = "DevelopmentError";
  readonly code: DevelopmentErrorCode;
  readonly kind: (typeof KIND)[DevelopmentErrorCode];

  constructor(code: DevelopmentErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
  }
}
