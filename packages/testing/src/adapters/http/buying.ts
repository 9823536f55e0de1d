import { randomUUID } from "node:crypto";
import { z } from "zod";
import { TestingError } from "../../errors.ts";
import { eventually } from "../../eventually.ts";
import type { Buying, PlanInUse, Workspace } from "../../port.ts";
import type { AtBrowser } from "./where.ts";

const Billing = z.object({
  plan: z.object({ name: z.string() }),
  limits: z.array(z.object({ limit: z.string(), used: z.number(), allowed: z.number().nullable() })),
});
const Checkout = z.object({ url: z.string() });

/** Chosen at the vendor's page, where a card is one of a list. */
const GOOD_CARD = "4242424242424242";

export function httpBuying({ api, patienceMs, places }: AtBrowser): Buying {
  async function planOf(workspace: Workspace): Promise<PlanInUse> {
    const { plan, limits } = await api.get(Billing, "readBilling", { path: await places.inside(workspace) });
    const projects = limits.find(({ limit }) => limit === "projects");
    if (projects === undefined) throw new TestingError("testing.no_effect", "the plan says nothing of projects");
    const { used, allowed } = projects;
    return { name: plan.name, projects: { used, allowed } };
  }

  return {
    planOf,
    async buysPlan(workspace, plan) {
      const { url } = await api.get(Checkout, "startCheckout", {
        path: await places.inside(workspace),
        header: { "Idempotency-Key": randomUUID() },
        body: { planKey: plan.toLowerCase(), interval: "month" },
      });
      const form = new URLSearchParams({ email: "payer@inbox.example", card: GOOD_CARD });
      await api.visit(url, { method: "POST", body: form });
      const look = async () => ((await planOf(workspace)).name === plan ? plan : undefined);
      await eventually(look, { what: `the plan ${plan}`, timeoutMs: patienceMs });
    },
  };
}
