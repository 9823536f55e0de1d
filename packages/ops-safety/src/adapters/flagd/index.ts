import { randomUUID } from "node:crypto";
import { type EvaluationContext, type JsonValue, OpenFeature, type Provider } from "@openfeature/server-sdk";
import { FlagdCore } from "@openfeature/flagd-core";
import type { CallOptions, Flag, FlagRule, FlagSubject, FlagValue } from "../../port.ts";
import { flagdConfiguration } from "./translate.ts";

export interface Flags {
  /** Replaces every rule at once. @throws when flagd can't read them; the earlier ones then stay. */
  load(rules: readonly FlagRule[]): void;
  evaluate<Value extends FlagValue>(flag: Flag<Value>, subject: FlagSubject, options?: CallOptions): Promise<Value>;
}

/**
 * Answers flags through the OpenFeature API, from rules that flagd evaluates in this process. For the stores: each has a
 * domain of its own, so that two in one process do not answer for each other.
 */
export function openFlags(): Flags {
  const core = new FlagdCore(undefined, silent, { disableDynamicCodeGeneration: true });
  const domain = `ops-safety-${randomUUID()}`;
  OpenFeature.setProvider(domain, provider(core));
  const client = OpenFeature.getClient(domain).setLogger(silent);

  const ask = (key: string, fallback: FlagValue, context: EvaluationContext): Promise<FlagValue> => {
    if (typeof fallback === "boolean") return client.getBooleanValue(key, fallback, context);
    if (typeof fallback === "number") return client.getNumberValue(key, fallback, context);
    return client.getStringValue(key, fallback, context);
  };

  return {
    load: (rules) => void core.setConfigurations(JSON.stringify(flagdConfiguration(rules))),

    async evaluate<Value extends FlagValue>(
      { key, fallback }: Flag<Value>,
      { tenantId, userId }: FlagSubject,
      { signal }: CallOptions = {},
    ): Promise<Value> {
      if (signal?.aborted) return fallback;
      const context = { ...(tenantId !== null && { targetingKey: tenantId }), ...(userId !== null && { userId }) };
      const value = await ask(key, fallback, context).catch(() => fallback);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client answers with the type of the fallback
      return value as Value;
    },
  };
}

/** flagd's own provider speaks to a daemon; this one has the rules at hand. */
function provider(core: FlagdCore): Provider {
  const known = async <T extends JsonValue>(key: string, fallback: T, resolve: () => { value: T }) =>
    // A flag that nobody decided anything about is no error.
    core.getFlag(key) === undefined ? { value: fallback, reason: "DEFAULT" } : resolve();
  return {
    metadata: { name: "ninefold-flagd" },
    runsOn: "server",
    resolveBooleanEvaluation: (key, fallback, context) =>
      known(key, fallback, () => core.resolveBooleanEvaluation(key, fallback, context, silent)),
    resolveNumberEvaluation: (key, fallback, context) =>
      known(key, fallback, () => core.resolveNumberEvaluation(key, fallback, context, silent)),
    resolveStringEvaluation: (key, fallback, context) =>
      known(key, fallback, () => core.resolveStringEvaluation(key, fallback, context, silent)),
    resolveObjectEvaluation: async (_key, fallback) => ({ value: fallback, reason: "DEFAULT" }),
  };
}

/** Both libraries write to the console otherwise, once per evaluation. */
const nothing = () => {};
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing };
