import { z } from "zod";
import { TestingError } from "../../errors.ts";
import { cookieJar } from "./cookies.ts";
import { type ApiDocument, type Input, readDocument } from "./document.ts";

export interface ApiOptions {
  readonly origin: string;
  readonly send: typeof fetch;
  readonly timeoutMs: number;
  readonly closed: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export type Api = ReturnType<typeof openApi>;

/** Where the product describes itself: the one address of the API that a client has to know. */
const DOCUMENT_PATH = "/api/v1/openapi.json";

/** Of a problem document `detail` is what the caller can mend, `title` what every one has. */
const Complaint = z.object({ detail: z.string(), title: z.string() }).partial();

/** The product's API to one browser: operations by the name that its own description gives them, and nothing else. */
export function openApi({ origin, send, timeoutMs, closed }: ApiOptions) {
  const jar = cookieJar();
  let reading: Promise<ApiDocument> | undefined;

  async function ask(url: URL, init: RequestInit): Promise<Response> {
    const signal = AbortSignal.any([closed, AbortSignal.timeout(timeoutMs)]);
    return send(url, { ...init, redirect: "manual", signal }).catch((cause: unknown) => {
      const { method = "GET" } = init;
      throw new TestingError("testing.unreachable", `${method} ${url.pathname} got no answer from ${url.origin}`, {
        cause,
      });
    });
  }

  async function read(): Promise<ApiDocument> {
    const response = await ask(new URL(DOCUMENT_PATH, origin), {});
    if (response.ok) return documentIn(await response.text());
    throw new TestingError("testing.undescribed", `${DOCUMENT_PATH} answered ${response.status}`);
  }

  /** The answer, whatever its status, as long as the description has it. */
  async function call(operationId: string, input: Input = {}): Promise<Answer> {
    reading ??= read().catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    const document = await reading;
    const { method, path } = document.requestFor(operationId, input);
    const headers = new Headers({ accept: "application/json", origin, ...input.header });
    if (jar.header() !== "") headers.set("cookie", jar.header());
    if (input.body !== undefined) headers.set("content-type", "application/json");
    const body = input.body === undefined ? {} : { body: JSON.stringify(input.body) };
    const response = await ask(new URL(path, origin), { method, headers, ...body });
    jar.store(response.headers);
    const type = response.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
    const answer = { status: response.status, body: await response.json().catch(() => undefined) };
    document.check(operationId, { ...answer, type });
    return answer;
  }

  return {
    call,
    /**
     * The body of a success, in the shape that the caller needs.
     * @throws TestingError `testing.refused` when the product says no, `testing.no_effect` when it can not.
     */
    async get<Shape extends z.ZodType>(shape: Shape, operationId: string, input?: Input): Promise<z.infer<Shape>> {
      const { status, body } = await call(operationId, input);
      if (status < 300) return shape.parse(body);
      const said = Complaint.safeParse(body).data;
      // A vendor that is away is told in words as well, and with what to do; a failure of the product's own is not.
      const isTold = status < 500 || (status === 503 && said?.detail !== undefined);
      throw new TestingError(
        isTold ? "testing.refused" : "testing.no_effect",
        `${operationId} answered ${status}: ${said?.detail ?? said?.title ?? "no reason given"}`,
      );
    },
    /** A page, or what a vendor has: nothing of these is in the description, and no cookie of the API goes there. */
    async visit(address: string | URL, init: RequestInit = {}): Promise<Response> {
      const url = new URL(address, origin);
      const response = await ask(url, init);
      if (response.status < 400) return response;
      const code = response.status < 500 ? "testing.refused" : "testing.no_effect";
      throw new TestingError(code, `${url.pathname} answered ${response.status}`);
    },
  };
}

/** Understood once: a process that opens a hundred browsers reads the same document a hundred times. */
const documents = new Map<string, ApiDocument>();

function documentIn(text: string): ApiDocument {
  const known = documents.get(text) ?? readDocument(JSON.parse(text));
  documents.set(text, known);
  return known;
}

/** Where only the success counts. */
export const Anything = z.unknown();
