import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { createAgenda } from "./agenda.ts";
import { createClock, type EmulatorClock } from "./clock.ts";
import {
  type Answer,
  type EmulatorKit,
  type EmulatorRequest,
  type Handle,
  NOT_EMULATED,
  type Vendor,
} from "./define.ts";
import { createFaults, type FaultRule, type Faults } from "./faults.ts";
import { openListener } from "./listener.ts";
import { createRequestLog, type LoggedRequest } from "./request-log.ts";
import { createStore } from "./store.ts";

/** A vendor on this machine, as a test or the control port holds it. */
export interface Emulator {
  readonly name: string;
  /** What the vendor's own SDK is told as its base URL. Without a trailing slash. */
  readonly url: string;
  /** What it emulates, as `POST /emails`. */
  readonly routes: readonly string[];
  readonly clock: EmulatorClock;
  /** Whether time brings anything about: a renewal, a repeat. Elsewhere the clock only judges moments of others'. */
  readonly isTimed: boolean;
  readonly faults: Faults;
  /** False between `stop` and `start`. */
  readonly listening: boolean;
  /** What the SDK asked, oldest first, the newest 1,000. Pages for people are not counted. */
  requests(): readonly LoggedRequest[];
  /** What was asked for and is not emulated. Assert that it is empty: a run that leaves one behind has proven nothing. */
  unknownRequests(): readonly LoggedRequest[];
  /** Every record that is held. */
  state(): Readonly<Record<string, readonly unknown[]>>;
  /** Tells a webhook again under its old id, soon and not in this call. False when there is none by this id. */
  tellAgain(deliveryId: string): boolean;
  /** Resolves when nothing is due any more by its clock: webhooks are out, scheduled mail has gone. */
  settle(): Promise<void>;
  /** Begins anew: no state, no faults, no log, the machine's time. Goes on listening. */
  reset(): Promise<void>;
  /** The vendor is down: connections are refused. State stays. Repeated, it resolves. */
  stop(): Promise<void>;
  /** The vendor is back, on the same port. Repeated, it resolves. */
  start(): Promise<void>;
  /** Ends it for good. Repeated, it resolves. */
  close(): Promise<void>;
}

export interface RunOptions {
  /** 0 or absent: any free one. */
  readonly port?: number | undefined;
  /** Keeps its state in a file there. Absent: in memory. */
  readonly dataDir?: string | undefined;
}

/** Serves one vendor. @throws EmulatorError `emulator.port_taken`. */
export async function runEmulator(
  name: string,
  options: RunOptions,
  build: (kit: EmulatorKit) => Vendor,
): Promise<Emulator> {
  const clock = createClock(() => agenda.settle());
  const agenda = createAgenda(clock.now);
  const store = createStore(options.dataDir === undefined ? undefined : path.join(options.dataDir, `${name}.jsonl`));
  const log = createRequestLog();
  const ending = new AbortController();

  // The rules name routes and events, which the vendor knows, and the vendor's webhooks meet rules: so late.
  const rules: { take?: (route: string) => FaultRule | undefined } = {};
  const vendor = build({ clock, store, agenda, takeFault: (route) => rules.take?.(route) });
  const events = vendor.events.map((event) => `webhook ${event}`);
  const { faults, take } = createFaults([...Object.keys(vendor.routes), ...events]);
  rules.take = take;

  const app = new Hono<{ Bindings: HttpBindings }>();
  const on = (route: string, answer: (c: Context<{ Bindings: HttpBindings }>) => Promise<Response>) => {
    const [method = "", pattern = ""] = route.split(" ");
    app.on(method, pattern, answer);
  };
  const refuse = (c: Context) => serve(c, undefined, () => notEmulated(`${c.req.method} ${c.req.path}`));
  for (const route of vendor.others ?? []) on(route, refuse);
  for (const [route, handle] of Object.entries(vendor.routes)) on(route, (c) => serve(c, route, handle));
  for (const shared of vendor.crossOrigin ?? []) app.options(shared, (c) => c.body(null, 204, CROSS_ORIGIN));
  app.route("/", vendor.pages);
  // What browsers ask for by themselves.
  app.get("/favicon.ico", (c) => c.body(null, 204));
  app.get("/.well-known/*", (c) => c.body(null, 404));
  app.all("*", refuse);

  async function serve(c: Context<{ Bindings: HttpBindings }>, route: string | undefined, handle: Handle) {
    const request = await requestOf(c);
    const rule = route === undefined ? undefined : take(route, request.text);
    const answered = await meet(rule, () => once(request, route, rule, handle));
    // Half of an answer without words is none, and so is half of one that goes on.
    const stream = answered !== "dropped" && answered.body instanceof ReadableStream ? answered.body : undefined;
    const isCut = answered !== "dropped" && rule?.corrupt === true && (answered.body === "" || stream !== undefined);
    const answer = answered === "dropped" || isCut || ending.signal.aborted ? undefined : answered;
    log.add({
      at: clock.now(),
      method: c.req.method,
      path: new URL(c.req.url).pathname + new URL(c.req.url).search,
      route: answer?.status === NOT_EMULATED && rule === undefined ? undefined : route,
      body: request.body,
      answer: answer && { status: answer.status, body: answer.isSecret ? "a secret" : shown(answer.body) },
    });
    agenda.wake();
    const isShared = vendor.crossOrigin?.includes(new URL(c.req.url).pathname) ?? false;
    if (answer !== undefined) return responseOf(isShared ? shared(answer) : answer, rule);
    await stream?.cancel();
    c.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }

  async function once(
    request: EmulatorRequest,
    route: string | undefined,
    rule: FaultRule | undefined,
    handle: Handle,
  ) {
    if (route === undefined || vendor.before === undefined) return handle(request);
    return vendor.before(request, route, async () => {
      // Inside, so that a second request with the same idempotency key meets one that is still under way.
      if (rule?.latencyMs) await delay(rule.latencyMs, undefined, { signal: ending.signal });
      if (rule !== undefined && !rule.commits && (rule.drop || rule.status)) return failureOf(rule);
      return handle(request);
    });
  }

  const listener = await openListener((request, env) => app.fetch(request, env), {
    port: options.port ?? 0,
    crossOrigin: vendor.crossOrigin,
  });
  agenda.wake();
  return {
    name,
    url: listener.url,
    routes: Object.keys(vendor.routes),
    clock,
    isTimed: agenda.isKept,
    faults,
    get listening() {
      return listener.listening;
    },
    requests: () => log.all(),
    unknownRequests: () => log.unknown(),
    state: () => store.dump(),
    tellAgain: (deliveryId) => vendor.deliveries?.resend(deliveryId) ?? false,
    settle: () => agenda.settle(),
    async reset() {
      store.clear();
      vendor.forget?.();
      faults.clear();
      log.clear();
      await clock.follow();
    },
    stop: () => listener.stop(),
    start: () => listener.start(),
    async close() {
      ending.abort();
      await listener.stop();
      await agenda.close();
    },
  };
}

/** What a rule does around a request that was handled; the rest it does before. */
async function meet(rule: FaultRule | undefined, once: () => Promise<Answer>): Promise<Answer | "dropped"> {
  if (rule?.duplicate) await once();
  const answer = await once().catch((error: unknown) => {
    // Only the end of the emulator cuts a wait short.
    if (error instanceof Error && error.name === "AbortError") return undefined;
    throw error;
  });
  if (answer === undefined || rule?.drop) return "dropped";
  return rule?.status === undefined ? answer : failureOf(rule);
}

function failureOf({ status = 500, body, headers }: FaultRule): Answer {
  return { status, body: body ?? "", ...(headers === undefined ? {} : { headers }) };
}

function notEmulated(what: string): Answer {
  return {
    status: NOT_EMULATED,
    body: { statusCode: NOT_EMULATED, name: "not_emulated", message: `This emulator does not know ${what}.` },
  };
}

async function requestOf(c: Context): Promise<EmulatorRequest> {
  const url = new URL(c.req.url);
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  const isForm = c.req.header("content-type")?.startsWith("multipart/form-data") ?? false;
  const text = isForm ? "" : textOf(c, bytes);
  return {
    method: c.req.method,
    target: url.pathname + url.search,
    params: c.req.param(),
    query: url.searchParams,
    headers: c.req.raw.headers,
    body: isForm ? undefined : parse(text),
    text,
    bytes,
  };
}

function textOf(c: Context, bytes: Uint8Array<ArrayBuffer>): string {
  return new TextDecoder().decode(c.req.header("content-encoding") === "gzip" ? gunzipSync(bytes) : bytes);
}

/** The log is no second store of what was uploaded. */
function shown(body: unknown): unknown {
  if (body instanceof ReadableStream) return "a stream";
  return body instanceof Uint8Array ? `${body.byteLength} bytes` : body;
}

const CROSS_ORIGIN = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "POST, GET, OPTIONS",
  "access-control-allow-headers": "*",
};
const shared = (answer: Answer): Answer => ({ ...answer, headers: { ...CROSS_ORIGIN, ...answer.headers } });

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

function responseOf({ status, body, headers }: Answer, rule: FaultRule | undefined): Response {
  if (body instanceof Uint8Array) {
    const sent = rule?.corrupt ? body.slice(0, Math.floor(body.byteLength / 2)) : body.slice();
    const size = headers?.["content-length"] === undefined ? {} : { "content-length": String(sent.byteLength) };
    return new Response(sent, { status, headers: { ...headers, ...size } });
  }
  if (body instanceof ReadableStream) return new Response(body, { status, headers: { ...headers } });
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
  const sent = rule?.corrupt ? text.slice(0, Math.floor(text.length / 2)) : text;
  // A status that has no body must be given none.
  const content = BODYLESS.has(status) ? null : sent;
  return new Response(content, { status, headers: { ...(content !== null && { "content-type": type }), ...headers } });
}

const BODYLESS = new Set([204, 304]);
