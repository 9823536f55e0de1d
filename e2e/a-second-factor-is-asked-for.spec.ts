import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectNothingInTheWay } from "./look.ts";
import { test } from "./stage.ts";

// Bounds what hangs: it signs in five times, and looks at what it sees.
test.describe.configure({ timeout: 180_000 });

test("whoever turned two-factor sign-in on is asked for a code, or a recovery code, until they turn it off", async ({
  openBrowser,
}) => {
  const ana = newPerson();
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(ana);

  await page.goto("/account/security");
  await page.getByRole("button", { name: "Turn on", exact: true }).click();
  const secret = (await page.locator("code").innerText()).replaceAll(" ", "");
  await expectNothingInTheWay(page, { what: "two-factor sign-in: setting it up" });
  await page.getByLabel("Code that the app shows").fill("000000");
  await page.getByRole("button", { name: "Turn on", exact: true }).click();
  await expect(page.getByText("This is not what the app should show.")).toBeVisible();
  await page.getByLabel("Code that the app shows").fill(codeAt(secret, 0));
  await page.getByRole("button", { name: "Turn on", exact: true }).click();

  await expect(page.getByRole("heading", { name: "Save your recovery codes" })).toBeFocused();
  const recoveryCodes = await page.getByRole("listitem").filter({ hasText: CODE }).allInnerTexts();
  expect(recoveryCodes).toHaveLength(10);
  await expectNothingInTheWay(page, { what: "two-factor sign-in: its recovery codes" });
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(page.getByText("Save them first, then say so here.")).toBeVisible();
  await page.getByLabel("I have saved them").check();
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();
  await expectNothingInTheWay(page, { what: "two-factor sign-in: it is on" });

  const other = (await openBrowser()).page;
  await signIn(other, ana);
  await expect(other.getByRole("heading", { name: "One more step" })).toBeVisible();
  await other.goto("/home");
  await expect(other).toHaveURL(({ pathname }) => pathname === "/sign-in");
  await signIn(other, ana);
  await other.getByLabel("Six-digit code").fill("000000");
  await other.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(other.getByText("This code is not right, or was used already.")).toBeVisible();
  await other.getByLabel("Six-digit code").fill(codeAt(secret, 1));
  await other.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(other).toHaveURL(({ pathname }) => pathname === "/home");

  const third = (await openBrowser()).page;
  await signIn(third, ana);
  await third.getByRole("button", { name: "Use a recovery code instead", exact: true }).click();
  await third.getByLabel("Recovery code", { exact: true }).fill(recoveryCodes[0] ?? "");
  await third.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(third).toHaveURL(({ pathname }) => pathname === "/home");
  await third.goto("/account/security");
  await expect(third.getByText("9 recovery codes are left.")).toBeVisible();
  await third.getByRole("button", { name: "Turn off", exact: true }).click();
  await third.getByRole("alertdialog").getByRole("button", { name: "Turn off", exact: true }).click();
  await expect(third.getByText("Two-factor sign-in is off.")).toBeVisible();

  const fourth = (await openBrowser()).page;
  await signIn(fourth, ana);
  await expect(fourth).toHaveURL(({ pathname }) => pathname === "/home");
});

const CODE = /^[0-9a-z]{4}(-[0-9a-z]{4}){5}$/;

/** What the authenticator app shows, so many half minutes from now. */
const codeAt = (secret: string, steps: number): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });

async function signIn(page: Page, { email, password }: ReturnType<typeof newPerson>): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(({ pathname }) => pathname !== "/sign-in");
}
