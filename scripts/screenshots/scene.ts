import { TERMS_VERSION } from "@ninefold/identity/terms";
import type { AppDriver, Credentials, Mailbox, Person } from "@ninefold/testing";
import { httpDriver } from "@ninefold/testing/http";
import { z } from "zod";
import type { Stack } from "../dev/stack.ts";
import { client } from "./client.ts";

export interface Scene {
  readonly owner: Credentials;
  readonly operator: Credentials;
  /** Addresses in the product. */
  readonly project: string;
  readonly billing: string;
}

const OWNER = person("Maya Lestari", "maya");
const COLLEAGUE = person("Jonas Weber", "jonas");

const WORK: Readonly<Record<string, readonly string[]>> = {
  "Spring release": [
    "Write the announcement",
    "Update the pricing page",
    "Record the walkthrough",
    "Check it on a phone",
  ],
  "New website": ["Choose the photographs", "Ask three customers"],
  "Yearly report": ["Collect the figures"],
};
const DONE = ["Write the announcement", "Update the pricing page"];
const SHOWN = "Spring release";

/** A team with a plan, work under way and something in every panel of the console; the same people each time. */
export async function setScene({ baseUrl, emulators, demo }: Stack): Promise<Scene> {
  if (demo?.operator === undefined) throw new Error("the stack has no operator to look as");
  const mailbox = mailboxAt(emulators.urls.resend);
  const open = () => httpDriver({ baseUrl, mailbox, termsVersion: TERMS_VERSION, timeoutMs: 60_000 });
  const [owner, colleague] = [open(), open()];
  await owner.signsUp(OWNER);
  const workspace = await owner.createsWorkspace("Northwind Studio");
  await owner.invites(workspace, COLLEAGUE.email);
  await colleague.signsUp(COLLEAGUE);
  await colleague.acceptsInvitation(COLLEAGUE.email);
  const shown = await work(owner, workspace);
  await buyPlan(baseUrl, workspace.slug);
  const home = `/w/${workspace.slug}`;
  return { owner: OWNER, operator: demo.operator, project: `${home}/projects/${shown}`, billing: `${home}/billing` };
}

/** Returns the id of the project that is shown. */
async function work(owner: AppDriver, workspace: Awaited<ReturnType<AppDriver["createsWorkspace"]>>): Promise<string> {
  let shown = "";
  for (const [name, titles] of Object.entries(WORK)) {
    const project = await owner.createsProject(workspace, name);
    if (name === SHOWN) shown = project.id;
    for (const title of titles) {
      await owner.addsTask(project, title);
      if (DONE.includes(title)) await owner.completesTask(project, title);
    }
  }
  return shown;
}

const Workspace = z.object({ id: z.string() });
const Checkout = z.object({ url: z.url() });
const Billing = z.object({ plan: z.object({ key: z.string() }) });
const PAID_MS = 60_000;

/** Pays on the vendor's page, then waits for the vendor's word of it. */
async function buyPlan(baseUrl: string, slug: string): Promise<void> {
  const { get, post } = await client(baseUrl, OWNER);
  const { id } = Workspace.parse(await get(`/api/v1/workspaces/by-slug/${slug}`));
  const billing = `/api/v1/workspaces/${id}/billing`;
  const { url } = Checkout.parse(await post(`${billing}/checkout`, { planKey: "pro", interval: "month" }));
  const form = new URLSearchParams({ email: OWNER.email, card: "4242424242424242" });
  await fetch(url, { method: "POST", body: form, redirect: "manual" });
  const deadline = Date.now() + PAID_MS;
  while (Billing.parse(await get(billing)).plan.key !== "pro") {
    if (Date.now() > deadline) throw new Error("the plan was paid for and is not there after a minute");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const Inbox = z.object({ mails: z.array(z.object({ subject: z.string(), text: z.string().default("") })) });

function mailboxAt(url: string): Mailbox {
  return async (address) => {
    const response = await fetch(`${url}/inbox.json?to=${encodeURIComponent(address)}`);
    return Inbox.parse(await response.json()).mails.toReversed();
  };
}

function person(name: string, mailName: string): Person {
  return { name, email: `${mailName}@northwind.localhost`, password: `${crypto.randomUUID()}-Aa` };
}
