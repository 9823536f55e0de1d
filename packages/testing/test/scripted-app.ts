import { serve } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import type { PretendApp } from "../src/adapters/memory.ts";
import { scriptedApi } from "./scripted-api.ts";
import { bell, housePages } from "./scripted-house.ts";
import { alert, attempt, endSession, page, type Part, remember, sessionOf } from "./scripted-page.ts";
import { projectPages } from "./scripted-projects.ts";
import { scriptedStorage, type Storage } from "./scripted-storage.ts";

const SignIn = z.object({ email: z.string(), password: z.string() });
const SignUp = SignIn.extend({ name: z.string() });
/** The token of a link, and a password: the one of the sign-up, or a new one. */
const Proof = z.object({ token: z.string(), password: z.string() });

/** What is wrong with it beyond its rules. */
interface Faults {
  /** What is done to each page on its way out; for faults that only a person at a screen meets. */
  readonly spoil?: ((page: string) => string) | undefined;
  /** What `/api/v1/me` answers instead. */
  readonly me?: (() => Response) | undefined;
  /** An address that is not there. */
  readonly gone?: string | undefined;
}

export interface RunningApp {
  readonly baseUrl: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a pretend product as the real one is served: pages for people, JSON for programs, one cookie for both.
 */
export async function serveScriptedApp(app: PretendApp, faults: Faults = {}): Promise<RunningApp> {
  const { port, server } = await new Promise<{ port: number; server: ReturnType<typeof serve> }>((resolve) => {
    const starting = serve({ fetch: scriptedApp(app, faults).fetch, port: 0, hostname: "127.0.0.1" }, (at) =>
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

function scriptedApp(app: PretendApp, { spoil = (whole) => whole, me, gone }: Faults): Hono {
  const storage: Storage = new Map();
  return new Hono()
    .use(async (c, next) => {
      if (c.req.path === gone) return c.notFound();
      if (me !== undefined && c.req.path === "/api/v1/me") return me();
      await next();
      if (!c.res.headers.get("content-type")?.startsWith("text/html")) return undefined;
      c.res = new Response(spoil(await c.res.text()), c.res);
      return undefined;
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
      return c.html(
        page(
          `Good to see you, ${name}`,
          html`${signOutForm()}${bell(attempt(() => app.newsOf(sessionOf(c))).value ?? [])}${workspaceForm()}`,
        ),
      );
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
      endSession(c, app);
      return c.redirect("/sign-in", 303);
    })
    .route("/", housePages(app))
    .route("/", scriptedStorage(storage))
    .route("/", scriptedApi(app, storage));
}

function enterPage(c: Context, enter: () => string, refuse: (said: string) => ReturnType<typeof page>) {
  const { value, said } = attempt(enter);
  if (value === undefined) return c.html(refuse(said), 422);
  remember(c, value);
  return c.redirect("/home", 303);
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
