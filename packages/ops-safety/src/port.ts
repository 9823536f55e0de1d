/**
 * Keeps what an operator decides while the system runs: kill switches, and feature flags. A switch is boolean and for
 * everybody; whoever throws one says why and until when.
 *
 * Contract (checked by `safetyCases`): evaluating a flag never throws and answers the default of the code whenever it
 * can not do better; a read after a resolved write sees that write; a switch that has expired is gone.
 */
export interface SafetyStore {
  readonly capabilities: SafetyCapabilities;

  /**
   * The flag's value for this subject; the flag's own `fallback` where nothing else is known, the store is down or
   * `signal` is aborted. Never throws.
   */
  evaluate<Value extends FlagValue>(flag: Flag<Value>, subject: FlagSubject, options?: CallOptions): Promise<Value>;

  /**
   * The active switch for this dependency; `undefined` when there is none, or it has expired.
   * @throws OpsSafetyError `ops_safety.unavailable` when the store did not answer, or `signal` was aborted.
   */
  findSwitch(dependency: string, options?: CallOptions): Promise<KillSwitch | undefined>;

  /** Every active switch, by dependency. @throws OpsSafetyError `ops_safety.unavailable`. */
  listSwitches(options?: CallOptions): Promise<readonly KillSwitch[]>;

  /**
   * Switches the dependency off until `expiresAt`, replacing the switch that is active.
   * @throws OpsSafetyError `ops_safety.invalid_switch` for a dependency that is not `lower-case`, an empty or very long
   *   reason or actor (1 to 500 characters), or an end that is not in the future or more than 30 days away;
   *   `ops_safety.disabled` where no switch can be kept; `ops_safety.unavailable`.
   */
  activate(request: SwitchRequest, options?: CallOptions): Promise<KillSwitch>;

  /** Switches the dependency on again. Clearing what is not switched off resolves. @throws OpsSafetyError `ops_safety.unavailable`. */
  clear(dependency: string, options?: CallOptions): Promise<void>;
}

/** What a vendor may honestly differ on. Anything not listed is not negotiable. */
export interface SafetyCapabilities {
  /** False: there is nothing to read or clear, and `activate` throws `ops_safety.disabled`. */
  readonly switches: boolean;
  /** True: what one process writes, every other sees, and a restart keeps. */
  readonly shared: boolean;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export type FlagValue = boolean | number | string;

/** Declared in code and typed there (`Flag<boolean>`), so that it has an answer before any store was asked. */
export interface Flag<Value extends FlagValue> {
  /** `system.what_it_switches`. */
  readonly key: string;
  readonly fallback: Value;
}

/** For whom the flag is asked. Ids only: a flag source may be a vendor's. */
export interface FlagSubject {
  readonly tenantId: string | null;
  readonly userId: string | null;
}

export interface SwitchRequest {
  /** As `guard` calls name it: a system or a vendor, such as `media`. */
  readonly dependency: string;
  /** For the next person who looks: what is wrong, and where it is tracked. */
  readonly reason: string;
  /** Who decided it: our id of a person or service. */
  readonly actor: string;
  readonly expiresAt: Date;
}

export interface KillSwitch extends SwitchRequest {
  readonly activatedAt: Date;
}
