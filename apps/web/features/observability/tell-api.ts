import { readEnv } from "../../env.ts";
import { WEB_ERRORS, webErrorOf } from "./web-error.ts";

interface FailedRequest {
  readonly path: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

const TIMEOUT_MS = 2_000;

/** For the web app's server, which has no telemetry of its own. Never throws: the page has failed already. */
export async function tellApi(thrown: unknown, { path, headers }: FailedRequest): Promise<void> {
  const given = headers["x-request-id"];
  const requestId = typeof given === "string" ? given : undefined;
  const error = webErrorOf(thrown, { kind: "server", path, requestId });
  if (error === undefined) return;
  const { API_URL, APP_URL } = readEnv();
  await fetch(new URL(WEB_ERRORS, API_URL), {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(APP_URL).origin },
    body: JSON.stringify(error),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => undefined);
}
