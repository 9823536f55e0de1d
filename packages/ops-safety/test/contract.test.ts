import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import { OpsSafetyError, type KillSwitch, type SafetyStore } from "@ninefold/ops-safety";
import { safetyCases, type SafetySubject } from "./conformance.ts";
import { targets } from "./targets.ts";

describeConformance("SafetyStore", safetyCases, targets);

/** Broken in ways that a store with switches and one without can both be. */
const anywhere: Record<string, Mutant<SafetySubject>> = {
  "takes an empty fallback for none": breaking((good) => ({
    evaluate: async (flag, ...rest) => {
      const value = await good.evaluate(flag, ...rest);
      if (!value) throw new TypeError("no value");
      return value;
    },
  })),
  "throws out of a flag": breaking((good) => ({
    evaluate: async (flag, subject, options) => {
      options?.signal?.throwIfAborted();
      return good.evaluate(flag, subject, options);
    },
  })),
  "invents a switch": breaking((good) => ({
    findSwitch: async (dependency, options) => (await good.findSwitch(dependency, options)) ?? invented,
    listSwitches: async (options) => [...(await good.listSwitches(options)), invented],
  })),
  "throws when nothing is switched off": breaking((good) => ({
    clear: async (dependency, options) => {
      if ((await good.findSwitch(dependency, options)) === undefined) throw new Error("nothing to clear");
      await good.clear(dependency, options);
    },
  })),
};

describeMutants("SafetyStore (memory)", safetyCases, targets.memory, {
  ...anywhere,
  "forgets who activated a switch": breaking((good) => ({
    activate: (request, options) => good.activate({ ...request, actor: request.actor && "somebody" }, options),
  })),
  "finds a switch by the start of its name": breaking((good) => ({
    findSwitch: async (dependency, options) =>
      (await good.listSwitches(options)).find((one) => one.dependency.startsWith(dependency)),
  })),
  "lists the last first": breaking((good) => ({
    listSwitches: async (options) => (await good.listSwitches(options)).toReversed(),
  })),
  "keeps the first switch": breaking((good) => ({
    activate: async (request, options) =>
      (await good.findSwitch(request.dependency, options)) ?? good.activate(request, options),
  })),
  "ends a switch a moment early": breaking((good) => ({
    activate: (request, options) =>
      good.activate({ ...request, expiresAt: new Date(request.expiresAt.getTime() - 1) }, options),
  })),
  "never forgets a switch": (subject) => {
    const kept = new Map<string, KillSwitch>();
    return breaking((good) => ({
      activate: async (request, options) => {
        const activated = await good.activate(request, options);
        kept.set(request.dependency, activated);
        return activated;
      },
      findSwitch: async (dependency, options) => (await good.findSwitch(dependency, options)) ?? kept.get(dependency),
      clear: async (dependency, options) => {
        kept.delete(dependency);
        await good.clear(dependency, options);
      },
    }))(subject);
  },
  "clears nothing": breaking((good) => ({
    clear: async (_dependency, options) => void (await good.listSwitches(options)),
  })),
  "clears everything": breaking((good) => ({
    clear: async (_dependency, options) => {
      for (const { dependency } of await good.listSwitches(options)) await good.clear(dependency, options);
    },
  })),
  "asks for no reason": breaking((good) => ({
    activate: (request, options) => good.activate({ ...request, reason: "because" }, options),
  })),
  "takes any end": (subject) =>
    breaking((good) => ({
      activate: (request, options) =>
        good.activate(request, options).catch((error: unknown) => {
          if (!isInvalid(error)) throw error;
          return good.activate({ ...request, expiresAt: new Date(subject.now().getTime() + 1_000) }, options);
        }),
    }))(subject),
  "takes any name": breaking((good) => ({
    activate: (request, options) =>
      good.activate(request, options).catch((error: unknown) => {
        if (!isInvalid(error)) throw error;
        return good.activate({ ...request, dependency: "media" }, options);
      }),
  })),
  "ignores the caller's signal": breaking((good) => ({
    findSwitch: (dependency) => good.findSwitch(dependency),
    listSwitches: () => good.listSwitches(),
    activate: (request) => good.activate(request),
    clear: (dependency) => good.clear(dependency),
  })),
});

describeMutants("SafetyStore (none)", safetyCases, targets.none, {
  ...anywhere,
  "pretends to switch something off": breaking(() => ({
    activate: async (request) => ({ ...request, activatedAt: new Date() }),
  })),
});

const invented: KillSwitch = {
  dependency: "media",
  reason: "none",
  actor: "nobody",
  activatedAt: new Date(0),
  expiresAt: new Date(8.64e15),
};

function breaking(broken: (good: SafetyStore) => Partial<SafetyStore>): Mutant<SafetySubject> {
  return (subject) => ({ ...subject, store: { ...subject.store, ...broken(subject.store) } });
}

function isInvalid(error: unknown): boolean {
  return error instanceof OpsSafetyError && error.code === "ops_safety.invalid_switch";
}
