import { createHash } from "node:crypto";
import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import { createTestDatabase } from "@ninefold/testing/test-database";
import {
  type FlagRule,
  type KillSwitch,
  OpsSafetyError,
  type ProcessReport,
  type SafetyStore,
} from "@ninefold/ops-safety";
import { safetyCases, type SafetySubject } from "./conformance.ts";
import { postgresTarget, targets } from "./targets.ts";

const postgres = postgresTarget(createTestDatabase);

describeConformance("SafetyStore", safetyCases, { ...targets, postgres });

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
  "invents a rule, and a process": breaking((good) => ({
    listFlagRules: async (options) => [
      ...(await good.listFlagRules(options)),
      { flag: "suite.z", rollout: undefined, overrides: [] },
    ],
    listReports: async (options) => [...(await good.listReports(options)), silence],
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
    setRollout: (request) => good.setRollout(request),
    setOverride: (request) => good.setOverride(request),
  })),
  "gives a share to everybody": breaking((good) => ({
    setRollout: (request, options) =>
      good.setRollout(
        { ...request, percent: request.percent > 0 && request.percent < 100 ? 100 : request.percent },
        options,
      ),
  })),
  "throws dice": breaking(sharing(() => Math.floor(Math.random() * 100))),
  "shuffles the workspaces when the share changes": breaking(sharing((_flag, id, percent) => hash(`${id}${percent}`))),
  "puts the same workspaces first, whatever the flag": breaking(sharing((_flag, id) => hash(id))),
  "takes nobody's workspace for one": breaking((good) => ({
    evaluate: (flag, subject, options) =>
      good.evaluate(flag, { ...subject, tenantId: subject.tenantId ?? subject.userId }, options),
  })),
  "answers with whatever was kept": breaking((good) => ({
    evaluate: async (flag, subject, options) => {
      const rule = (await good.listFlagRules()).find((one) => one.flag === flag.key);
      if (rule?.rollout?.percent !== 100) return good.evaluate(flag, subject, options);
      return rule.rollout.value as typeof flag.fallback;
    },
  })),
  "asks for an override only outside of the share": breaking((good) => ({
    evaluate: async (flag, subject, options) => {
      const rule = (await good.listFlagRules()).find((one) => one.flag === flag.key);
      const value = await good.evaluate(flag, subject, options);
      return rule?.rollout?.percent === 100 && typeof rule.rollout.value === typeof flag.fallback
        ? (rule.rollout.value as typeof value)
        : value;
    },
  })),
  "clears no override": breaking((good) => ({
    clearOverride: async (_flag, _workspaceId, options) => void (await good.listFlagRules(options)),
  })),
  "forgets who decided about a flag": breaking((good) => ({
    setRollout: (request, options) => good.setRollout({ ...request, actor: request.actor && "somebody" }, options),
  })),
  "takes any share": breaking((good) => ({
    setRollout: (request, options) =>
      good.setRollout({ ...request, percent: Math.max(0, Math.min(100, Math.round(request.percent) || 0)) }, options),
  })),
  "keeps the first report of a process": breaking((good) => ({
    report: async (report, options) => {
      const known = await good.listReports(options);
      if (!known.some((one) => one.process === report.process)) await good.report(report, options);
    },
  })),
});

describeMutants(
  "SafetyStore (postgres, what is shared)",
  safetyCases.filter(({ needs }) => needs === "shared"),
  postgres,
  {
    "tells nobody": (subject) => ({ ...subject, another: () => targets.memory.make().store }),
    "reads once, when it starts": (subject) => ({
      ...subject,
      another: () => {
        const other = subject.another();
        const first = other.listSwitches();
        return {
          ...other,
          findSwitch: async (dependency) => (await first).find((one) => one.dependency === dependency),
        };
      },
    }),
  },
);

describeMutants("SafetyStore (none)", safetyCases, targets.none, {
  ...anywhere,
  "pretends to switch something off": breaking(() => ({
    activate: async (request) => ({ ...request, activatedAt: new Date() }),
  })),
});

/** Flags by a rule of its own: in, when the number that `place` gives is below the share. */
function sharing(place: (flag: string, workspaceId: string, percent: number) => number) {
  return (good: SafetyStore): Partial<SafetyStore> => ({
    evaluate: async (flag, subject, options) => {
      const rule: FlagRule | undefined = (await good.listFlagRules()).find((one) => one.flag === flag.key);
      const { rollout } = rule ?? {};
      if (rollout === undefined || subject.tenantId === null) return good.evaluate(flag, subject, options);
      const isIn = place(flag.key, subject.tenantId, rollout.percent) < rollout.percent;
      return isIn ? (rollout.value as typeof flag.fallback) : flag.fallback;
    },
  });
}

const hash = (text: string) => createHash("sha256").update(text).digest().readUInt32BE() % 100;

const silence: ProcessReport = { process: "none", role: "api", reportedAt: new Date(0), dependencies: [] };

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
