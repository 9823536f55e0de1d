import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Answer, EmulatorKit, EmulatorRequest, Vendor } from "../frame/define.ts";
import type { Collection } from "../frame/store.ts";
import type { StoredEvent } from "./state.ts";

/** As posthog-node 5.70.0 sends it (`@posthog/core`, `sendBatch`); the vendor takes more spellings than these. */
const Batch = z.object({
  api_key: z.string(),
  batch: z.array(
    z.looseObject({
      event: z.string().min(1).max(200),
      distinct_id: z.string().min(1).max(200),
      uuid: z.uuid().optional(),
      timestamp: z.string().optional(),
      properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  sent_at: z.string().optional(),
});

/** As the SDK asks for all flags of somebody: `POST /flags/?v=2`. */
const FlagsRequest = z.object({
  token: z.string(),
  distinct_id: z.string(),
  flag_keys_to_evaluate: z.array(z.string()).optional(),
});

interface CaptureOptions {
  readonly apiKey: string;
  /** Flags that are on, and the variant of those that have one. */
  readonly flags: Readonly<Record<string, boolean | string>>;
}

export function captureRoutes(
  { store, clock }: EmulatorKit,
  events: Collection<StoredEvent>,
  { apiKey, flags }: CaptureOptions,
): Vendor["routes"] {
  /** An event that comes again is the one that is there: the vendor knows it by id, name, person and moment. */
  function keep({
    event,
    distinct_id: distinctId,
    uuid = randomUUID(),
    ...rest
  }: z.infer<typeof Batch>["batch"][number]) {
    const now = clock.now().toISOString();
    const { timestamp = now, properties } = rest;
    const id = [uuid, event, distinctId, timestamp].join("|");
    if (events.find(id) !== undefined) return;
    events.put(id, { id: uuid, event, distinctId, timestamp, properties, receivedAt: now });
  }

  return {
    "POST /batch/": ({ body }: EmulatorRequest): Answer => {
      if (body instanceof SyntaxError) return refuse(400, "validation_error", "Malformed request data: not JSON");
      const batch = Batch.safeParse(body);
      if (!hasKey(body, "api_key")) return NO_KEY;
      if (!batch.success) return refuse(400, "validation_error", `Malformed request data: ${faultOf(batch.error)}`);
      if (batch.data.api_key !== apiKey) return WRONG_KEY;
      store.change(() => batch.data.batch.forEach(keep));
      return { status: 200, body: { status: "Ok" } };
    },
    "POST /flags/": ({ body }: EmulatorRequest): Answer => {
      const asked = FlagsRequest.safeParse(body);
      if (!asked.success) return refuse(400, "validation_error", `Malformed request data: ${faultOf(asked.error)}`);
      if (asked.data.token !== apiKey) return WRONG_KEY;
      const wanted = asked.data.flag_keys_to_evaluate;
      const known = Object.entries(flags).filter(([key]) => wanted?.includes(key) ?? true);
      return {
        status: 200,
        body: {
          flags: Object.fromEntries(known.map(([key, value], index) => [key, flagOf(key, value, index + 1)])),
          errorsWhileComputingFlags: false,
          requestId: randomUUID(),
        },
      };
    },
  };
}

function flagOf(key: string, value: boolean | string, id: number) {
  const variant = typeof value === "string" ? { variant: value } : {};
  return {
    key,
    enabled: value !== false,
    ...variant,
    reason: { code: "condition_match", description: "Matched condition set 1", condition_index: 0 },
    metadata: { id, version: 1 },
  };
}

const hasKey = (body: unknown, name: string) => typeof body === "object" && body !== null && name in body;

/** Status and wording as the vendor has them for the key (posthog.com/docs/api/capture, read 2026-11-21). */
const refuse = (status: number, type: string, detail: string): Answer => ({
  status,
  body: { type, code: status === 401 ? "invalid_api_key" : "invalid_input", detail, attr: null },
});
const NO_KEY = refuse(
  401,
  "authentication_error",
  "API key not provided. You can find your project API key in your project settings.",
);
const WRONG_KEY = refuse(
  401,
  "authentication_error",
  "Project API key invalid. You can find your project API key in your project settings.",
);

function faultOf({ issues: [first] }: z.ZodError): string {
  return `${first?.path.join(".") ?? ""} ${first?.message ?? ""}`.trim();
}
