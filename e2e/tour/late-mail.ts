import type { AppDriver } from "@ninefold/testing";
import type { PlaywrightDriver } from "@ninefold/testing/playwright";
import { z } from "zod";
import { baseUrl } from "../env.ts";

const WORDS = /^Mail from us is late.+Everything else works\.$/;
const Status = z.object({ mail: z.string() });

/** Whether somebody reads that mail is late. In a browser they have it in front of them; through the API one has to ask. */
export async function isToldOfLateMail(drivers: readonly AppDriver[]): Promise<boolean> {
  const pages = drivers.filter(hasPage).map(({ page }) => page);
  if (pages.length > 0) {
    const seen = await Promise.all(pages.map((page) => page.getByText(WORDS).first().isVisible()));
    return seen.includes(true);
  }
  return Status.parse(await (await fetch(new URL("/api/v1/status", baseUrl))).json()).mail === "late";
}

const hasPage = (driver: AppDriver): driver is PlaywrightDriver => "page" in driver;
