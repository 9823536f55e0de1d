import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import type { PretendApp } from "../src/adapters/memory.ts";
import { TestingError } from "../src/errors.ts";

/* What the pages and answers of the scripted app have in common. */

export function page(heading: string, content: Part) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Scripted</title>
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main>
          <h1>${heading}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}

export type Part = ReturnType<typeof html> | string;
export const alert = (said: string) => html`<p role="alert">${said}</p>`;

export function sessionOf(c: Context): string | undefined {
  return getCookie(c, "session");
}

export function attempt<T>(act: () => T): { value: T; said: "" } | { value: undefined; said: string } {
  try {
    return { value: act(), said: "" };
  } catch (error) {
    if (error instanceof TestingError && error.code === "testing.refused")
      return { value: undefined, said: error.message };
    throw error;
  }
}

export function remember(c: Context, session: string): void {
  setCookie(c, "session", session, { httpOnly: true, sameSite: "Lax" });
}

export function endSession(c: Context, app: PretendApp): void {
  app.signOut(sessionOf(c));
  // The cookie of a session that goes on stays, so that a product which forgets to end one is found out.
  if (app.findName(sessionOf(c)) === undefined) deleteCookie(c, "session");
}
