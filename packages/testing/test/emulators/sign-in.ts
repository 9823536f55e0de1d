import assert from "node:assert/strict";

/** Acts as a browser on the vendor's page, and answers what it brings back. */
export async function chooseAt(url: URL, personId: string): Promise<URLSearchParams> {
  const body = new URLSearchParams({ person: personId });
  const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
  const location = answer.headers.get("location");
  if (location !== null) return new URL(location).searchParams;
  const said = new URLSearchParams();
  for (const [, name = "", value = ""] of (await answer.text()).matchAll(/name="(\w+)" value="([^"]*)"/g)) {
    said.append(name, value.replaceAll("&quot;", '"'));
  }
  return said;
}

export const REDIRECT = "http://localhost:3000/api/auth/callback/vendor";

export function authorizeUrl(url: string, query: Readonly<Record<string, string>>): URL {
  const all = new URL(url);
  all.search = new URLSearchParams({ response_type: "code", redirect_uri: REDIRECT, ...query }).toString();
  return all;
}

export async function trade(url: string, form: Readonly<Record<string, string>>) {
  const body = new URLSearchParams({ grant_type: "authorization_code", redirect_uri: REDIRECT, ...form });
  const answer = await fetch(url, { method: "POST", body, headers: { accept: "application/json" } });
  const said: unknown = await answer.json();
  assert.ok(typeof said === "object" && said !== null);
  return { status: answer.status, said };
}
