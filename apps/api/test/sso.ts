import { randomBytes } from "node:crypto";
import { startEmulator, type VendorPerson } from "@ninefold/testing/emulators";
import { createVisitor } from "@ninefold/testing/openid-visitor";
import { pageOf } from "./social.ts";
import { json, type Tab } from "./support.ts";

export type Surroundings = Awaited<ReturnType<typeof startSurroundings>>;

/** A provider of a company's and everybody's DNS, and the environment that points the product at them. */
export async function startSurroundings() {
  const [openid, dns] = await Promise.all([startEmulator("openid"), startEmulator("dns")]);
  return {
    openid,
    dns,
    env: { IDENTITY_DNS_SERVERS: dns.server },
    close: () => Promise.all([openid.close(), dns.close()]),
  };
}

export const newDomain = () => `company-${randomBytes(6).toString("hex")}.com`;

/** A workspace of this person's whose people sign in by the provider. */
export async function connected(owner: Tab, { openid, dns }: Surroundings, domain = newDomain()) {
  const workspace = await json(await owner.post("/api/v1/workspaces", { name: "Company" }));
  const at = `/api/v1/workspaces/${workspace["id"]}`;
  const claimed = await json(await owner.post(`${at}/domains`, { domain }));
  const { name, value } = claimed["record"] as { name: string; value: string };
  dns.add({ type: "TXT", name, value });
  await owner.post(`${at}/domains/${claimed["id"]}/verification`, {});
  const { clientId, clientSecret, issuer } = openid;
  await put(owner, `${at}/sign-in-connection`, { issuer, clientId, clientSecret, role: "viewer" });
  const on = await owner.patch(`${at}/sign-in-connection`, { isOn: true });
  if (on.status !== 200) throw new Error(`not switched on: ${await on.text()}`);
  return { at, id: workspace["id"], domain, domainId: claimed["id"] };
}

export const put = (tab: Tab, path: string, body: unknown) =>
  tab.send("PUT", path, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });

/** Where this browser is sent for an address of the domain. */
export async function departureTo(tab: Tab, domain: string): Promise<string> {
  const answer = await json(await tab.post("/api/auth/social/sso", { email: `anybody@${domain}` }));
  return String(answer["url"]);
}

/** What the browser brings back from the provider once somebody has chosen who they are. */
export const broughtFrom = (url: string, person: VendorPerson | undefined): Promise<URLSearchParams> =>
  createVisitor().choose(url, person?.id);

export const bringTo = async (tab: Tab, workspaceId: string, said: URLSearchParams): Promise<string> =>
  pageOf(await tab.get(`/api/auth/callback/sso/${workspaceId}?${said.toString()}`));

/** All of it. Answers the page that the browser ends on. */
export async function goInto(
  tab: Tab,
  { id, domain }: { readonly id: string; readonly domain: string },
  person: VendorPerson | undefined,
): Promise<string> {
  return bringTo(tab, id, await broughtFrom(await departureTo(tab, domain), person));
}

export const isIn = async (tab: Pick<Tab, "get">) => (await tab.get("/api/v1/me")).status === 200;
