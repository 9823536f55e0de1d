import type { Overview } from "@ninefold/billing";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { keyed } from "../middleware/idempotency-key.ts";
import type { RequestVariables } from "../middleware/request.ts";
import { callerInWorkspace, inWorkspace, signedIn } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { BillingShape, CheckoutShape, NewCheckout } from "./billing-shapes.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody } from "./validation.ts";

type Systems = Pick<System, "identity" | "billing" | "projects" | "tasks">;

export function billingRoutes(
  { identity, billing, projects, tasks }: Systems,
  { origin }: { readonly origin: string },
) {
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: RequestVariables }>()
    .get("/workspaces/:workspaceId/billing", operation(readBilling), callerInWorkspace(identity), async (c) => {
      const { context } = c.var.workspace;
      const [overview, ofProjects, ofTasks] = await Promise.all([
        billing.overview(context),
        projects.count(context),
        tasks.count(context),
      ]);
      const counts = { projects: ofProjects, tasks: ofTasks };
      return c.json(toBilling(overview, { canBuy: billing.capabilities.sells, counts }), 200);
    })
    .post(
      "/workspaces/:workspaceId/billing/checkout",
      operation(startCheckout),
      person,
      member,
      jsonBody(NewCheckout),
      keyed,
      async (c) => {
        const { workspace, session } = c.var;
        const { id, url, expiresAt } = await billing.startCheckout(workspace.context, {
          ...c.req.valid("json"),
          customerEmail: session.person.email,
          returnUrl: `${origin}/w/${workspace.workspace.slug}/billing`,
          operationKey: c.var.idempotencyKey,
        });
        return c.json({ id, url, expiresAt: expiresAt.toISOString() }, 201);
      },
    )
    .post("/workspaces/:workspaceId/billing/cancel", operation(cancel), person, member, async (c) => {
      await billing.cancelAtPeriodEnd(c.var.workspace.context);
      return c.json(DONE, 200);
    });
}

interface Beside {
  readonly canBuy: boolean;
  /** What billing does not count itself. */
  readonly counts: Readonly<Record<string, number>>;
}

function toBilling({ plan, subscription, pending, limits }: Overview, { canBuy, counts }: Beside) {
  return {
    plan: { key: plan.key, name: plan.name },
    canBuy,
    subscription: subscription === undefined ? null : toSubscription(subscription),
    pendingCheckout: pending ?? null,
    limits: limits.map(({ limit, allowed, used, resetsAt }) => ({
      limit,
      allowed,
      used: used ?? counts[limit] ?? 0,
      resetsAt: resetsAt?.toISOString() ?? null,
    })),
  };
}

function toSubscription(one: NonNullable<Overview["subscription"]>) {
  const { planKey, interval, status, access, currentPeriodEnd, cancelAtPeriodEnd, graceEndsAt } = one;
  return {
    planKey,
    interval,
    status,
    access,
    currentPeriodEnd: currentPeriodEnd.toISOString(),
    cancelAtPeriodEnd,
    graceEndsAt: graceEndsAt?.toISOString() ?? null,
  };
}

/** What a route answers that needs the vendor. */
const VENDOR_REFUSALS = [
  "503 billing.unavailable",
  "503 billing.disabled",
  "503 ops_safety.deadline_exceeded",
  "503 ops_safety.switched_off",
] as const;

const readBilling = {
  id: "readBilling",
  access: "billing:read",
  tag: "billing",
  summary: "The plan of a workspace, its subscription and its limits",
  cache: "no-store",
  limit: "api",
  answers: { 200: BillingShape },
  refuses: ["403 identity.forbidden", "503 billing.unknown_plan", "503 tenancy.database_unavailable"],
} as const;

const startCheckout = {
  id: "startCheckout",
  access: "billing:manage",
  tag: "billing",
  summary: "Open a page on which to pay; needs an `Idempotency-Key` header",
  cache: "no-store",
  limit: "api",
  answers: { 201: CheckoutShape },
  refuses: [
    "403 identity.forbidden",
    "409 billing.already_subscribed",
    "409 billing.in_progress",
    "409 billing.idempotency_conflict",
    "422 billing.plan_not_sold",
    ...VENDOR_REFUSALS,
  ],
} as const;

const cancel = {
  id: "cancelSubscription",
  access: "billing:manage",
  tag: "billing",
  summary: "Let the subscription end when the period that is paid for does",
  cache: "no-store",
  limit: "api",
  answers: { 200: Done },
  refuses: ["403 identity.forbidden", "404 billing.not_found", ...VENDOR_REFUSALS],
} as const;
