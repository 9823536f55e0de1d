import path from "node:path";
import { z } from "zod";
import { type Stack, startStack } from "../dev/stack.ts";
import { dataDir } from "../lib/machine.mjs";

/** The whole product from a production build, with demo data and nothing of anybody's environment, for as long as `work` takes. */
export async function withSite<T>(work: (stack: Stack) => Promise<T>): Promise<T> {
  const stack = await startStack({
    mode: "preview",
    dataDir: path.join(dataDir, "bench"),
    fresh: true,
    durable: false,
    quiet: true,
    env: { NINEFOLD_STAGE: "local" },
  });
  try {
    return await work(stack);
  } finally {
    await stack.stop();
  }
}

/** A page as whoever has signed in sees it. */
export interface SignedInPage {
  readonly name: string;
  readonly address: string;
  readonly cookie: string;
}

/** With those of the demo, below the 100 tasks of the free plan. */
const TASKS = 80;

/** The demo's own, a project as long as the free plan lets it be, and an operator's first page. */
export async function signedInPages(stack: Stack): Promise<readonly SignedInPage[]> {
  const { demo } = stack;
  if (demo === undefined) throw new Error("there is no demo to look at");
  const [cookie, operatorCookie] = [await cookieOf(stack, demo), await cookieOf(stack, demo.operator)];
  const workspace = new URL(demo.workspaceUrl).pathname;
  const project = await longProject(stack, cookie);
  return [
    { name: "home", address: "/home", cookie },
    { name: "workspace", address: workspace, cookie },
    { name: "project", address: `${workspace}/projects/${project}`, cookie },
    { name: "billing", address: `${workspace}/billing`, cookie },
    { name: "members", address: `${workspace}/members`, cookie },
    { name: "account", address: "/account", cookie },
    { name: "admin overview", address: "/admin", cookie: operatorCookie },
  ];
}

const Made = z.object({ id: z.string() });
const Me = z.object({ workspaces: z.array(Made) });

async function longProject(stack: Stack, cookie: string): Promise<string> {
  const ask = async (address: string, body?: object) => {
    const response = await fetch(new URL(`/api/v1${address}`, stack.baseUrl), {
      headers: { cookie, "content-type": "application/json", origin: stack.baseUrl },
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const [workspace] = Me.parse(await ask("/me")).workspaces;
  const projects = `/workspaces/${workspace?.id}/projects`;
  const { id } = Made.parse(await ask(projects, { name: "Launch" }));
  for (let task = 1; task <= TASKS; task += 1) await ask(`${projects}/${id}/tasks`, { title: `Step ${task} of it` });
  return id;
}

interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** What a browser sends once this person has signed in. */
export async function cookieOf({ baseUrl }: Stack, person: SignIn | undefined): Promise<string> {
  if (person === undefined) throw new Error("there is nobody to sign in as");
  const { email, password } = person;
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
