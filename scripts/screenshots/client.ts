import type { Credentials } from "@ninefold/testing";

/** The API as somebody who is signed in, for what the drivers have no word for. */
export async function client(baseUrl: string, { email, password }: Credentials) {
  const cookie = await signIn(baseUrl, { email, password });

  async function send(method: "GET" | "POST", path: string, body?: object): Promise<unknown> {
    const headers = {
      cookie,
      origin: baseUrl,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    };
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  return {
    get: (path: string) => send("GET", path),
    post: (path: string, body: object) => send("POST", path, body),
  };
}

/** The cookies of a new session, as a request sends them. */
export async function signIn(baseUrl: string, { email, password }: Credentials): Promise<string> {
  const response = await fetch(new URL("/api/auth/sign-in/email", baseUrl), {
    method: "POST",
    headers: { "content-type": "application/json", origin: baseUrl },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`${email} could not sign in: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}
