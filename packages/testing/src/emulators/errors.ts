/** Why an emulator could not do what its caller asked; never what it answers in a vendor's name. */
const KIND = {
  /** The port it was told to use belongs to somebody else. */
  "emulator.port_taken": "conflict",
  /** A fault rule names a route that the emulator does not have: it would never meet a request. */
  "emulator.unknown_route": "invalid",
  /** No emulator of that name, or nothing that it could do again. */
  "emulator.unknown": "not_found",
} as const;
export type EmulatorErrorCode = keyof typeof KIND;

export class EmulatorError extends Error {
  override readonly name = "EmulatorError";
  readonly code: EmulatorErrorCode;
  readonly kind: (typeof KIND)[EmulatorErrorCode];
  /** True when the same call may succeed later unchanged. */
  readonly retryable: boolean;
  /** `message` is printed: no keys and no mail in it. */
  constructor(code: EmulatorErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    this.retryable = code === "emulator.port_taken";
  }
}
