/** Where an emulator follows the vendor's SDK or its examples rather than its file, and why. */
export interface KnownDifference {
  /** `GET /emails/:id`, or `webhook email.sent`. */
  readonly where: string;
  /** As the check says it, without the numbers of list items. */
  readonly fault: string;
  readonly why: string;
}

const TYPES = "the types of resend 6.38.0 have it";
const inSdk = (where: string, ...paths: readonly string[]) => newer(TYPES, where, paths);
const DODO_TYPES = "the types of dodopayments 2.52.0 have it, and the file is of 2.47.0";
const inDodo = (where: string, ...paths: readonly string[]) => newer(DODO_TYPES, where, paths);

const TRIGGER_TYPES = "the schemas of @trigger.dev/core 4.8.3 have it, and the file is older";
const inTrigger = (where: string, ...paths: readonly string[]) => newer(TRIGGER_TYPES, where, paths);

function newer(why: string, where: string, paths: readonly string[]): readonly KnownDifference[] {
  return paths.map((path) => ({ where, fault: `${path} is not in the file`, why }));
}

const SUBSCRIPTION_EVENTS = [
  "active",
  "renewed",
  "on_hold",
  "paused",
  "unpaused",
  "cancelled",
  "failed",
  "plan_changed",
  "update_payment_method",
  "updated",
];

export const KNOWN: Readonly<Record<"resend" | "dodo" | "imagekit" | "trigger", readonly KnownDifference[]>> = {
  resend: [
    ...inSdk("GET /emails/:id", "/scheduled_at", "/topic_id", "/tags"),
    ...inSdk("GET /emails", "/data/*/scheduled_at", "/data/*/topic_id"),
    ...inSdk("PATCH /emails/:id", "/object", "/id"),
    ...inSdk("POST /emails/batch", "/errors"),
    { where: "GET /emails/:id", fault: "/html must be string", why: `null without HTML: ${TYPES}` },
    ...["sent", "scheduled", "delivered", "bounced", "complained", "suppressed"].flatMap((event) =>
      inSdk(`webhook email.${event}`, "/data/message_id"),
    ),
  ],
  dodo: [
    ...inDodo("GET /subscriptions/:id", "/has_payment_method"),
    ...inDodo("PATCH /subscriptions/:id", "/has_payment_method"),
    ...inDodo("GET /subscriptions", "/items/*/has_payment_method"),
    ...inDodo("POST /subscriptions/:id/change-plan/preview", "/new_plan/has_payment_method"),
    ...inDodo("GET /payments/:id", "/is_multi_subscription", "/subscription_ids"),
    ...inDodo("GET /payments", "/items/*/is_multi_subscription", "/items/*/subscription_ids"),
    {
      where: "POST /subscriptions/:id/change-plan",
      fault: "an answer without a schema in the file",
      why: DODO_TYPES,
    },
    ...SUBSCRIPTION_EVENTS.flatMap((event) =>
      inDodo(
        `webhook subscription.${event}`,
        "/data/payload_type",
        "/data/has_payment_method",
        "/data/past_due_ends_at",
      ),
    ),
    ...["succeeded", "failed"].flatMap((event) =>
      inDodo(`webhook payment.${event}`, "/data/payload_type", "/data/is_multi_subscription", "/data/subscription_ids"),
    ),
  ],
  imagekit: [
    {
      where: "GET /ik/:endpoint/:path{.+}",
      fault: "this route is not in the file",
      why: "the file describes the API, not the delivery of files",
    },
  ],
  trigger: [
    ...inTrigger(
      "POST /api/v1/tasks/:task/trigger",
      "request /options/payloadType",
      "request /options/payloadSize",
      "request /options/metadata",
      "request /options/idempotencyKeyTTL",
      "/isCached",
    ),
    ...inTrigger(
      "GET /api/v3/runs/:id",
      ...["Queued", "Executing", "Waiting", "Completed", "Success", "Failed", "Cancelled"].map(
        (state) => `/is${state}`,
      ),
      "/attemptCount",
      "/error",
    ),
    {
      where: "GET /api/v3/runs/:id",
      fault: "/status must be equal to one of the allowed values",
      why: `EXPIRED: ${TRIGGER_TYPES}`,
    },
    ...["PUT /api/v2/packets/:name{.+}", "PUT /packets/:token", "GET /packets/:token"].map((where) => ({
      where,
      fault: "this route is not in the file",
      why: "large payloads go to the vendor's storage, which its SDK alone describes",
    })),
    ...inTrigger(
      "GET /api/v1/runs",
      ...["Queued", "Executing", "Waiting", "Completed", "Success", "Failed", "Cancelled"].map(
        (state) => `/data/*/is${state}`,
      ),
      "/data/*/metadata",
    ),
    ...[
      "POST /api/v3/batches",
      "POST /api/v3/batches/:id/items",
      "GET /api/v2/batches/:id",
      "POST /api/v1/idempotencyKeys/:key/reset",
    ].map((where) => ({ where, fault: "this route is not in the file", why: TRIGGER_TYPES })),
    ...[
      "GET /api/v2/whoami",
      ...["GET dev", "POST branches", "GET envvars", "POST background-workers"].map((route) =>
        route.replace(" ", " /api/v1/projects/:ref/"),
      ),
      ...["GET config", "GET presence", "POST dequeue", "POST disconnect"].map((route) =>
        route.replace(" ", " /engine/v1/dev/"),
      ),
      "POST /engine/v1/dev/runs/:id/logs/debug",
      ...["GET latest", "POST :snapshot/attempts/start", "POST :snapshot/attempts/complete"].map((route) =>
        route.replace(" ", " /engine/v1/dev/runs/:id/snapshots/"),
      ),
      "POST /engine/v1/dev/runs/:id/snapshots/:snapshot/heartbeat",
      ...["traces", "logs", "metrics"].map((signal) => `POST /otel/v1/${signal}`),
    ].map((where) => ({
      where,
      fault: "this route is not in the file",
      why: "what the command line asks in dev mode stands in its own schemas alone",
    })),
  ],
};
