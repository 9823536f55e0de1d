import { serve } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { z } from "zod";
import type { PretendApp } from "../src/adapters/memory.ts";
import { alert, answer, attempt, page, type Part, sessionOf } from "./scripted-page.ts";
import { projectAnswers, projectPages } from "./scripted-projects.ts";

const SignIn = z.object({ email: z.string(), password: z.string() });
const SignUp = SignIn.extend({ name: z.string() });
/** The token of a link, and a password: the one of the sign-up, or a new one. */
const Proof = z.object({ token: z.string(), password: z.string() });

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
  const made: { readonly name: string; readonly slug: string }[] = [];
  return new Hono()
    .use(async (c, next) => {
      await next();
      if (!c.res.headers.get("content-type")?.startsWith("text/html")) return;
      c.res = new Response(spoil(await c.res.text()), c.res);
    })
    .get("/sign-up", (c) => c.html(page("Create your account", signUpForm())))
    .post("/sign-up", async (c) => {
      const typed = SignUp.parse(await c.req.parseBody());
      const { said } = attempt(() => app.signUp(typed));
      return said === ""
        ? c.html(page("Check your mail", ""))
        : c.html(page("Create your account", signUpForm(said)), 422);
    })
    .get("/verify", (c) => c.html(page("Confirm your address", tokenForm("Confirm this address", passwordField()))))
    .post("/verify", async (c) => {
      const { token, password } = Proof.parse(await c.req.parseBody());
      return enterPage(
        c,
        () => app.confirm(token, password),
        (said) => page("Confirm your address", alert(said)),
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
    .get("/forgot-password", (c) => c.html(page("Forgot your password?", forgotForm())))
    .post("/forgot-password", async (c) => {
      app.requestReset(z.object({ email: z.string() }).parse(await c.req.parseBody()).email);
      return c.html(page("Check your mail", ""));
    })
    .get("/reset-password", (c) =>
      c.html(page("Choose a new password", tokenForm("Save new password", passwordField()))),
    )
    .post("/reset-password", async (c) => {
      const { token, password } = Proof.parse(await c.req.parseBody());
      app.resetPassword(token, password);
      return c.redirect("/sign-in", 303);
    })
    .get("/home", (c) => {
      const name = app.findName(sessionOf(c));
      if (name === undefined) return c.redirect("/sign-in", 303);
      return c.html(page(`Good to see you, ${name}`, html`${signOutForm()}${workspaceForm()}`));
    })
    .post("/home", async (c) => {
      const { name } = z.object({ name: z.string() }).parse(await c.req.parseBody());
      return c.redirect(`/w/${app.createWorkspace(sessionOf(c), name).slug}`, 303);
    })
    .route("/", projectPages(app))
    .get("/w/:slug/members", (c) => c.html(page("Members", inviteForm())))
    .post("/w/:slug/members", async (c) => {
      const { email } = z.object({ email: z.string() }).parse(await c.req.parseBody());
      const { said } = attempt(() => app.invite(sessionOf(c), { slug: c.req.param("slug"), email }));
      return c.html(page("Members", said === "" ? html`<p>${email}</p>` : inviteForm(said)));
    })
    .get("/invite/:id", (c) => c.html(page("An invitation", acceptForm())))
    .post("/invite/:id", (c) => {
      const { value, said } = attempt(() => app.accept(sessionOf(c), c.req.param("id")));
      return value === undefined
        ? c.html(page("An invitation", acceptForm(said)), 404)
        : c.redirect(`/w/${value.slug}`, 303);
    })
    .post("/sign-out", (c) => {
      leave(c, app);
      return c.redirect("/sign-in", 303);
    })
    .use("/api/*", async (c, next) => {
      const own = new URL(c.req.url).origin;
      return c.req.header("origin") === own ? next() : c.json({ message: "Invalid origin" }, 403);
    })
    .post("/api/auth/sign-up/email", async (c) => {
      const typed = SignUp.parse(await c.req.json());
      return answer(c, () => app.signUp(typed));
    })
    .post("/api/auth/verify-email", async (c) => {
      const { token, password } = Proof.parse(await c.req.json());
      return enterJson(c, () => app.confirm(token, password));
    })
    .post("/api/auth/sign-in/email", async (c) => {
      const typed = SignIn.parse(await c.req.json());
      return enterJson(c, () => app.signIn(typed));
    })
    .post("/api/auth/request-password-reset", async (c) => {
      const { email } = z.object({ email: z.string() }).parse(await c.req.json());
      return answer(c, () => app.requestReset(email));
    })
    .post("/api/auth/reset-password", async (c) => {
      const { token, newPassword } = z.object({ token: z.string(), newPassword: z.string() }).parse(await c.req.json());
      return answer(c, () => app.resetPassword(token, newPassword));
    })
    .post("/api/auth/sign-out", (c) => {
      leave(c, app);
      return c.json({ success: true });
    })
    .get("/api/v1/me", (c) => {
      const name = app.findName(sessionOf(c));
      if (name === undefined) return c.json({ title: "Unauthorized", status: 401, detail: "Sign in first" }, 401);
      return c.json({ person: { name }, workspaces: made.map((one) => ({ ...one, id: one.slug })) });
    })
    .post("/api/v1/workspaces", async (c) => {
      const { name } = z.object({ name: z.string() }).parse(await c.req.json());
      const { slug } = app.createWorkspace(sessionOf(c), name);
      made.push({ name, slug });
      return c.json({ id: slug, name, slug }, 201);
    })
    .get("/api/v1/workspaces/by-slug/:slug", (c) => {
      const workspace = app.findWorkspace(sessionOf(c), c.req.param("slug"));
      return workspace === undefined ? c.json({ detail: "Not here" }, 404) : c.json({ name: workspace.name });
    })
    .post("/api/v1/workspaces/:id/invitations", async (c) => {
      const { email } = z.object({ email: z.string() }).parse(await c.req.json());
      return answer(c, () => app.invite(sessionOf(c), { slug: c.req.param("id"), email }));
    })
    .route("/api/v1", projectAnswers(app))
    .post("/api/v1/invitations/:id/accept", (c) => answer(c, () => app.accept(sessionOf(c), c.req.param("id"))));
}

function enterPage(c: Context, enter: () => string, refuse: (said: string) => ReturnType<typeof page>) {
  const { value, said } = attempt(enter);
  if (value === undefined) return c.html(refuse(said), 422);
  remember(c, value);
  return c.redirect("/home", 303);
}

function enterJson(c: Context, enter: () => string) {
  const { value, said } = attempt(enter);
  if (value === undefined) return c.json({ message: said }, 401);
  remember(c, value);
  return c.json({ ok: true });
}

function leave(c: Context, app: PretendApp): void {
  app.signOut(sessionOf(c));
  // The cookie of a session that goes on stays, so that a product which forgets to end one is found out.
  if (app.findName(sessionOf(c)) === undefined) deleteCookie(c, "session");
}

function remember(c: Context, session: string): void {
  setCookie(c, "session", session, { httpOnly: true, sameSite: "Lax" });
}

const passwordField = () => html`<label>Password <input name="password" type="password" required /></label>`;
const emailField = () => html`<label>Email <input name="email" type="email" required /></label>`;
const signOutForm = () => html`<form method="post" action="/sign-out"><button>Sign out</button></form>`;

function signUpForm(said = "") {
  return html`<form method="post" action="/sign-up">
    ${alert(said)}
    <label>Name <input name="name" required /></label>
    ${emailField()} ${passwordField()}
    <label><input type="checkbox" name="terms" required /> I accept the terms</label>
    <button>Create account</button>
  </form>`;
}

function signInForm(said = "") {
  return html`<form method="post" action="/sign-in">
    ${alert(said)} ${emailField()} ${passwordField()}
    <button>Sign in</button>
  </form>`;
}

function forgotForm() {
  return html`<form method="post">${emailField()}<button>Send the link</button></form>`;
}

function workspaceForm() {
  return html`<form method="post">
    <label>Workspace name <input name="name" required /></label>
    <button>Create workspace</button>
  </form>`;
}

function inviteForm(said = "") {
  return html`<form method="post">${alert(said)} ${emailField()}<button>Send invitation</button></form>`;
}

function acceptForm(said = "") {
  return html`<form method="post">${alert(said)}<button>Accept invitation</button></form>`;
}

/** A link's token is in the fragment, which only the page itself can read. */
function tokenForm(button: string, fields: Part = "") {
  return html`<form method="post">
    ${fields}<input type="hidden" name="token" /><button>${button}</button>
    <script>
      document.querySelector("[name=token]").value = new URLSearchParams(location.hash.slice(1)).get("token");
    </script>
  </form>`;
}
