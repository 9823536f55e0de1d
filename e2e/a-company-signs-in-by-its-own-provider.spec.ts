import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { controlUrl } from "./env.ts";
import { expectNothingInTheWay } from "./look.ts";
import { test } from "./stage.ts";

const Listed = z.object({ emulators: z.array(z.object({ name: z.string(), url: z.url() })) });

/** As `scripts/dev/emulators.ts` sets the company's provider up. */
const CLIENT = { id: "ninefold-local", secret: "local-secret" };

test("a company's domain is verified, its provider switched on, and a newcomer of the domain is a member", async ({
  openBrowser,
}) => {
  const [dns, provider] = await Promise.all([emulator("dns"), emulator("openid")]);
  const domain = `company-${crypto.randomUUID().slice(0, 12)}.com`;
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(newPerson());
  const name = `Studio ${domain.slice(8, 20)}`;
  const { slug } = await driver.createsWorkspace(name);
  await page.goto(`/w/${slug}/settings/sign-in`);
  await page.getByLabel("Domain", { exact: true }).fill("gmail.com");
  await page.getByRole("button", { name: "Add domain", exact: true }).click();
  await expect(page.getByText("Many have addresses in this domain.")).toBeVisible();
  await page.getByLabel("Domain", { exact: true }).fill(domain);
  await page.getByRole("button", { name: "Add domain", exact: true }).click();
  await page.getByRole("button", { name: `Verify ${domain}`, exact: true }).click();
  await expect(page.getByText("The record is not there yet")).toBeVisible();
  await expectNothingInTheWay(page, { what: "a domain that is not verified" });

  const record = page.getByRole("listitem").filter({ hasText: domain }).locator("code");
  const [recordName = "", value = ""] = await record.allTextContents();
  await setRecord((await openBrowser()).page, dns, { name: recordName, value });
  await page.getByRole("button", { name: `Verify ${domain}`, exact: true }).click();
  await expect(page.getByText("Leave the record in place")).toBeVisible();

  await page.getByLabel("Issuer", { exact: true }).fill(provider);
  await page.getByLabel("Client ID", { exact: true }).fill(CLIENT.id);
  await page.getByLabel("Client secret", { exact: true }).fill(CLIENT.secret);
  await page.getByRole("button", { name: "Save provider", exact: true }).click();
  await page.getByRole("button", { name: "Switch on", exact: true }).click();
  await expect(page.getByRole("button", { name: "Switch off", exact: true })).toBeVisible();
  await page.getByRole("switch", { name: /^Require single sign-on/ }).click();
  await expect(page.getByRole("switch", { name: /^Require single sign-on/ })).toBeChecked();
  await expectNothingInTheWay(page, { what: "a provider that is on" });

  const newcomer = { ...newPerson(), email: `ratna-${crypto.randomUUID().slice(0, 8)}@${domain}` };
  const { page: theirs } = await openBrowser();
  await theirs.goto("/sign-in");
  await theirs.getByRole("link", { name: "Use single sign-on", exact: true }).click();
  await theirs.getByLabel("Work email", { exact: true }).fill("somebody@nobody-has-this.com");
  await theirs.getByRole("button", { name: "Continue with single sign-on", exact: true }).click();
  await expect(theirs.getByText("No workspace here has single sign-on for this domain.")).toBeVisible();
  await theirs.getByLabel("Work email", { exact: true }).fill(newcomer.email);
  await theirs.getByRole("button", { name: "Continue with single sign-on", exact: true }).click();
  await expect(theirs.getByRole("heading", { name: "Who are you?", exact: true })).toBeVisible();
  await theirs.getByLabel("Name", { exact: true }).fill(newcomer.name);
  await theirs.getByLabel("E-mail", { exact: true }).fill(newcomer.email);
  await theirs.getByRole("button", { name: "Use this account", exact: true }).click();
  await expect(theirs.getByText(`you become a member of ${name}`)).toBeVisible();
  await theirs.getByRole("checkbox").check();
  await theirs.getByRole("button", { name: "Make my account", exact: true }).click();
  await expect(theirs).toHaveURL((url) => !url.pathname.startsWith("/sign-up"));
  await theirs.goto(`/w/${slug}/members`);
  await expect(theirs.getByRole("main").getByText(newcomer.email)).toBeVisible();
  await theirs.goto("/account/security");
  await expect(
    theirs.getByRole("button", { name: `Disconnect the single sign-on of ${name}`, exact: true }),
  ).toBeVisible();
});

async function emulator(name: string): Promise<string> {
  const { emulators } = Listed.parse(await (await fetch(new URL("/emulators", controlUrl()))).json());
  const found = emulators.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no emulator ${name}`);
  return found.url;
}

async function setRecord(page: Page, dns: string, record: { readonly name: string; readonly value: string }) {
  await page.goto(`${dns}/records`);
  await page.getByLabel("Name", { exact: true }).fill(record.name);
  await page.getByLabel("Value", { exact: true }).fill(record.value);
  await page.getByRole("button", { name: "Set record", exact: true }).click();
  await expect(page.getByText(record.name).first()).toBeVisible();
}
