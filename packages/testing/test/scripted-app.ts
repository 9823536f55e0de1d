import { serve } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { z } from "zod";
import type { PretendApp } from "../src/adapters/memory.ts";
import { TestingError } from "../src/errors.ts";

const SignIn = z.object({ email: z.string(), password: z.string() });
const SignUp = SignIn.extend({ name: z.string() });

export interface RunningApp {
  readonly baseUrl: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a pretend product as the real one is served: pages for people, JSON for programs, one cookie for both.
 * @param spoil what is done to each page on its way out; for faults that only a person at a screen meets.
 */
export async function serveScriptedApp(app: PretendApp, spoil?: (page: string) => string): Promise<RunningApp> {
  const { port, server } = await new Promise<{ port: number; server: ReturnType<typeof serve> }>((resolve) => {
    const starting = serve({ fetch: scriptedApp(app, spoil).fetch, port: 0, hostname: "127.0.0.1" }, (at) =>
      resolve({ port: at.port, server: starting }),
    );
  });
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    async close() {
      // Browsers keep connections open, and closing waits for them.
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

function scriptedApp(app: PretendApp, spoil: (page: string) => string = (whole) => whole): Hono {
  return new Hono()
    .use(async (c, next) => {
      await next();
      if (!c.res.headers.get("content-type")?.startsWith("text/html")) return;
      c.res = new Response(spoil(await c.res.text()), c.res);
    })
    .get("/sign-up", (c) => c.html(page("Create your account", signUpForm())))
    .post("/sign-up", async (c) => {
      const typed = SignUp.parse(await c.req.parseBody());
      return enterPage(
        c,
        () => app.signUp(typed),
        (said) => page("Create your account", signUpForm(said)),
      );
    })
    .get("/sign-in", (c) => c.html(page("Welcome back", signInForm())))
    .post("/sign-in", async (c) => {
      const typed = SignIn.parse(await c.req.parseBody());
      return enterPage(
        c,
        () => app.signIn(typed),
        (said) => page("Welcome back", signInForm(said)),
      );
    })
    .get("/home", (c) => {
      const name = app.findName(sessionOf(c));
      if (name === undefined) return c.redirect("/sign-in", 303);
      return c.html(
        page(`Good to see you, ${name}`, html`<form method="post" action="/sign-out"><button>Sign out</button></form>`),
      );
    })
    .post("/sign-out", (c) => {
      leave(c, app);
      return c.redirect("/sign-in", 303);
    })
    .use("/api/auth/*", async (c, next) => {
      const own = new URL(c.req.url).origin;
      return c.req.header("origin") === own ? next() : c.json({ message: "Invalid origin" }, 403);
    })
    .post("/api/auth/sign-up/email", async (c) => {
      const typed = SignUp.parse(await c.req.json());
      return enterJson(c, () => app.signUp(typed));
    })
    .post("/api/auth/sign-in/email", async (c) => {
      const typed = SignIn.parse(await c.req.json());
      return enterJson(c, () => app.signIn(typed));
    })
    .post("/api/auth/sign-out", (c) => {
      leave(c, app);
      return c.json({ success: true });
    })
    .get("/api/v1/me", (c) => {
      const name = app.findName(sessionOf(c));
      if (name === undefined) return c.json({ title: "Unauthorized", status: 401, detail: "Sign in first" }, 401);
      return c.json({ person: { id: "p1", name, email: "ada@example.com" }, workspaces: [] });
    });
}

function enterPage(c: Context, enter: () => string, refuse: (said: string) => ReturnType<typeof page>) {
  const { session, said } = attempt(enter);
  if (session === undefined) return c.html(refuse(said), 422);
  remember(c, session);
  return c.redirect("/home", 303);
}

function enterJson(c: Context, enter: () => string) {
  const { session, said } = attempt(enter);
  if (session === undefined) return c.json({ message: said }, 401);
  remember(c, session);
  return c.json({ ok: true });
}

function attempt(enter: () => string): { session: string; said: "" } | { session: undefined; said: string } {
  try {
    return { session: enter(), said: "" };
  } catch (error) {
    if (error instanceof TestingError && error.code === "testing.refused")
      return { session: undefined, said: error.message };
    throw error;
  }
}

function leave(c: Context, app: PretendApp): void {
  app.signOut(sessionOf(c));
  // The cookie of a session that goes on stays, so that a product which forgets to end one is found out.
  if (app.findName(sessionOf(c)) === undefined) deleteCookie(c, "session");
}

function remember(c: Context, session: string): void {
  setCookie(c, "session", session, { httpOnly: true, sameSite: "Lax" });
}

function sessionOf(c: Context): string | undefined {
  return getCookie(c, "session");
}

function page(heading: string, content: ReturnType<typeof html>) {
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

function signUpForm(said = "") {
  return html`<form method="post" action="/sign-up">
    <p role="alert">${said}</p>
    <label>Name <input name="name" required /></label>
    <label>Email <input name="email" type="email" required /></label>
    <label>Password <input name="password" type="password" required /></label>
    <button>Create account</button>
  </form>`;
}

function signInForm(said = "") {
  return html`<form method="post" action="/sign-in">
    <p role="alert">${said}</p>
    <label>Email <input name="email" type="email" required /></label>
    <label>Password <input name="password" type="password" required /></label>
    <button>Sign in</button>
  </form>`;
}
