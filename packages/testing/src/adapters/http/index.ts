import { z } from "zod";
import { TestingError } from "../../errors.ts";
import type { AppDriver } from "../../port.ts";
import { cookieJar } from "./cookies.ts";

export interface HttpDriverOptions {
  /** The product's one origin, pages and API alike. */
  readonly baseUrl: string;
  /** For an app that runs in this process. */
  readonly fetch?: typeof fetch;
  /** For one request; 10 seconds when absent. */
  readonly timeoutMs?: number;
}

const Me = z.object({ person: z.object({ id: z.string(), name: z.string(), email: z.string() }) });
const Complaint = z.object({ detail: z.string() }).or(z.object({ message: z.string() }));

/** The same journeys without a browser, in milliseconds: for everything a person's eyes are not needed for. */
export function httpDriver({ baseUrl, fetch: send = fetch, timeoutMs = 10_000 }: HttpDriverOptions): AppDriver {
  const origin = new URL(baseUrl).origin;
  const jar = cookieJar();
  const closing = new AbortController();

  async function call(method: "GET" | "POST", path: string, body?: object): Promise<Response> {
    const headers = new Headers({ accept: "application/json", origin });
    if (jar.header() !== "") headers.set("cookie", jar.header());
    if (body !== undefined) headers.set("content-type", "application/json");
    const request: RequestInit = {
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await send(new URL(path, origin), request).catch((cause: unknown) => {
      throw new TestingError("testing.unreachable", `${method} ${path} got no answer from ${origin}`, { cause });
    });
    jar.store(response.headers);
    return response;
  }

  async function post(path: string, body: object): Promise<void> {
    const response = await call("POST", path, body);
    if (response.ok) return;
    const isRefusal = response.status >= 400 && response.status < 500;
    throw new TestingError(
      isRefusal ? "testing.refused" : "testing.no_effect",
      `POST ${path} answered ${response.status}: ${await complaintIn(response)}`,
    );
  }

  async function findName(): Promise<string | undefined> {
    const response = await call("GET", "/api/v1/me");
    if (response.status === 401) return undefined;
    const me = Me.safeParse(await response.json().catch(() => undefined));
    if (response.ok && me.success) return me.data.person.name;
    throw new TestingError("testing.no_effect", `GET /api/v1/me answered ${response.status}, and not with a person`);
  }

  async function enter(path: string, body: object): Promise<void> {
    await post(path, body);
    if ((await findName()) === undefined) {
      throw new TestingError("testing.no_effect", `POST ${path} was accepted, and yet nobody is signed in`);
    }
  }

  return {
    signsUp: ({ name, email, password }) => enter("/api/auth/sign-up/email", { name, email, password }),
    signsIn: ({ email, password }) => enter("/api/auth/sign-in/email", { email, password }),
    async signsOut() {
      if ((await findName()) !== undefined) await post("/api/auth/sign-out", {});
    },
    isGreetedAs: async (name) => (await findName()) === name,
    isAskedToSignIn: async () => (await findName()) === undefined,
    close: async () => closing.abort(),
  };
}

async function complaintIn(response: Response): Promise<string> {
  const body = Complaint.safeParse(await response.json().catch(() => undefined));
  if (!body.success) return "no reason given";
  return "detail" in body.data ? body.data.detail : body.data.message;
}
