import path from "node:path";
import { root } from "../database/root.ts";
import { buildBareApp } from "./bare-app.ts";
import { firstLoadKb } from "./first-load.ts";
import type { Measure } from "./measure.ts";
import { cookieOf, withSite } from "./site.ts";

/** What the landing page may load beyond what Next and React themselves are. */
const OVER_BARE_GOAL_KB = 25;
const BUILT = path.join(root, "apps/web/.next");

/** The scripts that a browser loads before it has seen anything else of us, beside those of a bare app of the same Next. */
export async function web(): Promise<readonly Measure[]> {
  const bare = buildBareApp();
  const baseline = firstLoadKb(bare.html, bare.built);
  const weights = await withSite(async (stack) => {
    const cookie = await cookieOf(stack, stack.demo);
    const workspace = new URL(stack.demo?.workspaceUrl ?? "").pathname;
    const pages = [
      ["landing page", "/"],
      ["page of the docs", "/docs/guides/getting-started"],
      ["sign-up", "/sign-up"],
      ["home of a workspace", workspace],
    ] as const;
    const found = pages.map(async ([name, address]) => ({ name, kb: await weigh(stack.baseUrl, address, cookie) }));
    return Promise.all(found);
  });
  const over = (weights[0]?.kb ?? Number.NaN) - baseline;
  return [
    ...weights.map(({ name, kb }) => ({
      area: "web",
      measure: `first-load scripts, ${name}`,
      value: kb,
      unit: "kB",
      baseline,
      ratio: kb / baseline,
      note: "gzip; a bare app of the same Next is the baseline",
    })),
    {
      area: "web",
      measure: "first-load scripts, landing page beyond a bare app",
      value: over,
      unit: "kB",
      goal: OVER_BARE_GOAL_KB,
      ok: over <= OVER_BARE_GOAL_KB,
      note: "gzip",
    },
  ];
}

async function weigh(baseUrl: string, address: string, cookie: string): Promise<number> {
  // Whoever is signed in is led away from the sign-up.
  const headers = address.startsWith("/w/") ? { cookie } : {};
  const response = await fetch(new URL(address, baseUrl), { headers, redirect: "manual" });
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
  return firstLoadKb(await response.text(), BUILT);
}
