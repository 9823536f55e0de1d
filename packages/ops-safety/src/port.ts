/**
 * Keeps what an operator decides while the system runs: kill switches, and feature flags. A switch is boolean and for
 * everybody; whoever throws one says why and until when. A flag is declared in code; kept here is how far it is rolled
 * out, and who gets something else. Beside that it carries what each process sees of its dependencies to the others.
 *
 * Contract (checked by `safetyCases`): evaluating a flag never throws and answers the default of the code whenever it
 * can not do better; a read after a resolved write sees that write; a switch that has expired is gone.
 */
export interface SafetyStore {
  readonly capabilities: SafetyCapabilities;

  /**
   * The flag's value for this subject: its workspace's own, else that of the rollout when the workspace is in its share,
   * else the flag's `fallback`; that too for a subject without a workspace, when the store is down or holds a value of
   * another type, or `signal` is aborted. The same workspace gets the same answer until an operator changes something,
   * and a share that grows keeps everybody who was in it. Never throws.
   */
  evaluate<Value extends FlagValue>(flag: Flag<Value>, subject: FlagSubject, options?: CallOptions): Promise<Value>;

  /** Every flag that was ever rolled out or overridden, by key. @throws OpsSafetyError `ops_safety.unavailable`. */
  listFlagRules(options?: CallOptions): Promise<readonly FlagRule[]>;

  /**
   * Gives a share of all workspaces `value`, replacing what was rolled out. 0 percent ends it.
   * @throws OpsSafetyError `ops_safety.invalid_flag` for a key that is not `system.what_it_switches`, a share that is not
   *   0 to 100 whole percent, or a text of more than 100 characters; `ops_safety.disabled`; `ops_safety.unavailable`.
   */
  setRollout(request: RolloutRequest, options?: CallOptions): Promise<void>;

  /**
   * Gives one workspace `value`, whatever its share, replacing what it was given.
   * @throws OpsSafetyError `ops_safety.invalid_flag`, also for a workspace that is not a lower-case UUID;
   *   `ops_safety.disabled`; `ops_safety.unavailable`.
   */
  setOverride(request: OverrideRequest, options?: CallOptions): Promise<void>;

  /** The workspace follows the rollout again. Clearing what is not there resolves. @throws OpsSafetyError `ops_safety.unavailable`. */
  clearOverride(flag: string, workspaceId: string, options?: CallOptions): Promise<void>;

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

  /** Says how this process sees its dependencies, replacing what it said before. @throws OpsSafetyError `ops_safety.unavailable`. */
  report(report: ProcessReport, options?: CallOptions): Promise<void>;

  /** What each process said within the last minute, by process. @throws OpsSafetyError `ops_safety.unavailable`. */
  listReports(options?: CallOptions): Promise<readonly ProcessReport[]>;

  /** Ends what runs in the background. Nothing may use the store afterwards. */
  close(): Promise<void>;
}

/** What a vendor may honestly differ on. Anything not listed is not negotiable. */
export interface SafetyCapabilities {
  /** False: there is nothing to read or clear, and `activate`, `setRollout` and `setOverride` throw `ops_safety.disabled`. */
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

export interface RolloutRequest {
  readonly flag: string;
  readonly value: FlagValue;
  readonly percent: number;
  /** Who decided it: our id of a person or service. */
  readonly actor: string;
}

export interface OverrideRequest {
  readonly flag: string;
  readonly workspaceId: string;
  readonly value: FlagValue;
  readonly actor: string;
}

export interface FlagRule {
  readonly flag: string;
  readonly rollout: Rollout | undefined;
  /** By workspace. */
  readonly overrides: readonly Override[];
}

export interface Rollout {
  readonly value: FlagValue;
  readonly percent: number;
  readonly actor: string;
  readonly updatedAt: Date;
}

export interface Override {
  readonly workspaceId: string;
  readonly value: FlagValue;
  readonly actor: string;
  readonly updatedAt: Date;
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

export interface ProcessReport {
  /** One id for each time a process is started. */
  readonly process: string;
  /** What the process is for: `api`, `worker`. */
  readonly role: string;
  readonly reportedAt: Date;
  readonly dependencies: readonly DependencyState[];
}

export interface DependencyState {
  readonly dependency: string;
  readonly breaker: "closed" | "open" | "half_open";
  /** In a row. */
  readonly failures: number;
  /** The code of the last failure, never its message. */
  readonly lastFailure: string | null;
  readonly running: number;
  readonly waiting: number;
  /** Calls at once. */
  readonly limit: number;
}
