import type { Mutant } from "@ninefold/testing/conformance-kit";
import { IdentityError } from "../src/errors.ts";
import type { IdentityProvider } from "../src/port.ts";
import type { UsageOfMonth } from "../src/port-usage.ts";
import type { IdentitySubject } from "./cases/subject.ts";

const provider =
  (broken: (good: IdentityProvider) => Partial<IdentityProvider>): Mutant<IdentitySubject> =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

/** Breaks what is read. */
const read = (broken: (good: UsageOfMonth) => Partial<UsageOfMonth>): Mutant<IdentitySubject> =>
  provider((good) => ({
    readUsage: async (id, month) => {
      const used = await good.readUsage(id, month);
      return { ...used, ...broken(used) };
    },
  }));

const isInvalid = (error: unknown) => error instanceof IdentityError && error.code === "identity.invalid_usage";

/** Deliberately broken adapters: what workspaces use. */
export const usageMutants: Readonly<Record<string, Mutant<IdentitySubject>>> = {
  "gives no seat back": read(({ seats }) => ({ seats: { ...seats, now: seats.highest } })),
  "forgets how many seats there were at most": read(({ seats }) => ({ seats: { ...seats, highest: seats.now } })),
  "counts no seat": read(() => ({ seats: { now: 0, highest: 0 } })),
  "shows no days": read(() => ({ days: [] })),
  "counts a record each time that it comes": provider((good) => ({
    recordRequests: (records) => good.recordRequests(records.map((one) => ({ ...one, id: crypto.randomUUID() }))),
  })),
  "counts the records of the first workspace alone": provider((good) => ({
    recordRequests: (records) =>
      good.recordRequests(records.filter(({ workspaceId }) => workspaceId === records[0]?.workspaceId)),
  })),
  "counts what comes late as of now": provider((good) => ({
    recordRequests: (records) => {
      const [latest] = records.toSorted((one, other) => other.to.getTime() - one.to.getTime());
      const { from, to } = latest ?? { from: new Date(), to: new Date() };
      return good.recordRequests(records.map((one) => ({ ...one, from, to })));
    },
  })),
  "takes any quantity": provider((good) => ({
    recordRequests: (records) =>
      good.recordRequests(records).catch((error: unknown) => {
        if (!isInvalid(error)) throw error;
      }),
  })),
  "counts the good ones of a bad batch": provider((good) => ({
    recordRequests: async (records) => {
      for (const one of records) await good.recordRequests([one]);
    },
  })),
  "refuses a batch for a workspace that is not there": provider((good) => ({
    recordRequests: async (records) => {
      for (const { workspaceId } of records) {
        if ((await good.listMembers(workspaceId)).length > 0) continue;
        throw new IdentityError("identity.workspace_not_found", "no");
      }
      await good.recordRequests(records);
    },
  })),
  "counts a person at each request": provider((good) => {
    let seen = 0;
    return {
      noteActivePeople: async (people) => {
        seen += 1;
        await good.noteActivePeople(people);
      },
      readUsage: async (id, month) => {
        const used = await good.readUsage(id, month);
        return { ...used, activePeople: used.activePeople * seen };
      },
    };
  }),
  "counts a person once for ever": provider((good) => {
    const known = new Set<string>();
    return {
      noteActivePeople: async (people) => {
        const fresh = people.filter(({ workspaceId, userId }) => !known.has(`${workspaceId} ${userId}`));
        for (const { workspaceId, userId } of fresh) known.add(`${workspaceId} ${userId}`);
        await good.noteActivePeople(fresh);
      },
    };
  }),
  "forgets nobody who was active": provider(() => ({ forgetActivePeople: async () => 0 })),
  "forgets everybody who was active": provider((good) => ({
    forgetActivePeople: (_before, limit) => good.forgetActivePeople("2099-12", limit),
  })),
  "remembers what an erased workspace used": provider((good) => {
    const erased = new Map<string, UsageOfMonth>();
    return {
      eraseWorkspace: async (id) => {
        erased.set(id, await good.readUsage(id, new Date().toISOString().slice(0, 7)));
        return good.eraseWorkspace(id);
      },
      readUsage: async (id, month) => erased.get(id) ?? good.readUsage(id, month),
    };
  }),
};
