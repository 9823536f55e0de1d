import { Hono } from "hono";
import { bodySize } from "./middleware/body-size.ts";
import { clientAddress } from "./middleware/client-address.ts";
import { compression } from "./middleware/compression.ts";
import { crossOrigin, jsonOnly, sameOrigin } from "./middleware/origin.ts";
import { limited, rateLimits } from "./middleware/rate-limit.ts";
import { accessLog, requestContext, type RequestVariables } from "./middleware/request.ts";
import { securityHeaders } from "./middleware/security.ts";
import type { System } from "./compose.ts";
import type { DevelopmentRoutes } from "./dev/mount.ts";
import { describeApi } from "./openapi.ts";
import { refuse, requestIdOf, respond, retryAfterOf, toProblem } from "./problem.ts";
import { accountRoutes } from "./routes/account.ts";
import { secondFactorRoutes } from "./routes/second-factor.ts";
import { passkeyRoutes } from "./routes/passkeys.ts";
import { adminRoutes } from "./routes/admin.ts";
import { auditRoutes } from "./routes/audit.ts";
import { adminDeadLetterRoutes } from "./routes/admin-dead-letters.ts";
import { adminQueueRoutes } from "./routes/admin-queues.ts";
import { adminRunRoutes } from "./routes/admin-runs.ts";
import { adminScheduleRoutes } from "./routes/admin-schedules.ts";
import { adminSafetyRoutes } from "./routes/admin-safety.ts";
import { authRoutes } from "./routes/auth.ts";
import { webErrorRoutes } from "./routes/web-errors.ts";
import { connectionRoutes } from "./routes/connections.ts";
import { billingRoutes } from "./routes/billing.ts";
import { closedWorkspaceRoutes } from "./routes/closed-workspaces.ts";
import { descriptionRoute } from "./routes/description.ts";
import { exportRoutes } from "./routes/export.ts";
import { healthRoutes, probeRoutes } from "./routes/health.ts";
import { invitationRoutes, receivedInvitationRoutes } from "./routes/invitations.ts";
import { meRoutes } from "./routes/me.ts";
import { mediaRoutes } from "./routes/media.ts";
import { memberRoutes } from "./routes/members.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { notificationRoutes } from "./routes/notifications.ts";
import { notificationStreamRoutes } from "./routes/notification-stream.ts";
import { keyRoutes } from "./routes/keys.ts";
import { ownRunRoutes } from "./routes/own-runs.ts";
import { projectRoutes } from "./routes/projects.ts";
import { roleRoutes } from "./routes/roles.ts";
import { offeredConnectionRoutes, signInRoutes } from "./routes/sign-in.ts";
import { signUpRoutes } from "./routes/sign-ups.ts";
import { statusRoutes } from "./routes/status.ts";
import { taskRoutes } from "./routes/tasks.ts";
import { teamRoutes } from "./routes/teams.ts";
import { usageRoutes } from "./routes/usage.ts";
import { billingWebhookRoutes } from "./routes/webhooks/billing.ts";
import { notificationWebhookRoutes } from "./routes/webhooks/notifications.ts";
import { workspaceFilesRoutes } from "./routes/workspace-files.ts";
import { workspaceFlagRoutes } from "./routes/workspace-flags.ts";
import { workspaceRoutes } from "./routes/workspaces.ts";

interface AppOptions {
  /** The one origin that may change things with a session cookie. */
  readonly origin: string;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /**
   * How many errors of pages each address may tell of, 20 when absent: a page in a loop must not fill what errors cost,
   * and the first few say it all.
   */
  readonly webErrorsPerMinute?: number;
  /** How often an open stream shows that it lives, and looks whether its person is still signed in. 15 s when absent. */
  readonly heartbeatMs?: number;
  /** The development console's, where the stage has one. */
  readonly development?: DevelopmentRoutes | undefined;
}

/** Middleware in order, then the routes of each system. The whole API lives under `/api`. */
export function createApp(system: System, options: AppOptions) {
  // Proxies wait in silence for longer (Next: 30 s).
  const { origin, trustedProxies, webErrorsPerMinute = 20, heartbeatMs = 15_000, development } = options;
  const base = new Hono<{ Variables: RequestVariables }>().use(
    requestContext(system.telemetry),
    clientAddress(trustedProxies),
    securityHeaders,
    accessLog(system.telemetry),
    compression,
    async (c, next) => {
      await next();
      // Nothing is cacheable unless its route says so: most answers belong to one person.
      if (!c.res.headers.has("cache-control")) c.header("Cache-Control", "no-store");
    },
    crossOrigin(origin),
    // Apple answers with a form. `packages/identity/src/social/callback.ts` says what becomes of it.
    sameOrigin(origin, "/api/auth/callback/apple"),
    rateLimits(system),
    bodySize,
  );
  if (system.metrics !== undefined) base.route("/api", metricsRoutes(system.metrics));
  if (development !== undefined) base.route("/api/dev", development);
  return (
    base
      .basePath("/api")
      .onError((error, c) => {
        const body = toProblem(error, requestIdOf(c));
        if (body.status >= 500) system.telemetry.captureError(error, { requestId: body.requestId });
        const retryAfterSeconds = retryAfterOf(error);
        if (retryAfterSeconds !== undefined) c.header("Retry-After", String(retryAfterSeconds));
        return respond(c, body);
      })
      // Counted like any other, or whoever is refused a route could tell it from one that is not there.
      .notFound(async (c) => {
        await limited(c, "api", async () => {
          c.res = refuse(c, "http.no_route");
        });
        return c.res;
      })
      .use("/v1/*", jsonOnly)
      .route("/auth", authRoutes(system))
      // Before the one that takes any vendor's name.
      .route("/webhooks", notificationWebhookRoutes(system))
      .route("/webhooks", billingWebhookRoutes(system))
      .route("/health", probeRoutes(system))
      .route("/v1", healthRoutes(system))
      .route("/v1", statusRoutes(system))
      .route("/v1", meRoutes(system))
      .route("/v1", accountRoutes(system))
      .route("/v1", secondFactorRoutes(system))
      .route("/v1", passkeyRoutes(system))
      .route("/v1", signUpRoutes(system))
      .route("/v1", connectionRoutes(system))
      .route("/v1", offeredConnectionRoutes(system))
      .route("/v1", signInRoutes(system))
      .route("/v1", workspaceRoutes(system))
      .route("/v1", closedWorkspaceRoutes(system))
      .route("/v1", memberRoutes(system))
      .route("/v1", invitationRoutes(system))
      .route("/v1", receivedInvitationRoutes(system))
      .route("/v1", roleRoutes(system))
      .route("/v1", teamRoutes(system))
      .route("/v1", usageRoutes(system))
      .route("/v1", keyRoutes(system))
      .route("/v1", projectRoutes(system))
      .route("/v1", taskRoutes(system))
      .route("/v1", mediaRoutes(system))
      .route("/v1", workspaceFilesRoutes(system))
      .route("/v1", billingRoutes(system, { origin }))
      .route("/v1", auditRoutes(system))
      .route("/v1", ownRunRoutes(system))
      .route("/v1", exportRoutes(system))
      .route("/v1", notificationRoutes(system))
      .route("/v1", notificationStreamRoutes(system, heartbeatMs))
      .route("/v1", adminRoutes(system))
      .route("/v1", adminSafetyRoutes(system))
      .route("/v1", adminRunRoutes(system))
      .route("/v1", adminDeadLetterRoutes(system))
      .route("/v1", adminScheduleRoutes(system))
      .route("/v1", adminQueueRoutes(system))
      .route("/v1", workspaceFlagRoutes(system))
      .route("/v1", webErrorRoutes(system, webErrorsPerMinute))
      .route(
        "/v1",
        descriptionRoute(() => describeApi(base)),
      )
  );
}

/** The web app's typed client is made from this. */
export type ApiType = ReturnType<typeof createApp>;
export type { DevelopmentType } from "./dev/routes.ts";
