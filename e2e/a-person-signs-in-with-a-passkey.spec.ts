import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { mailbox } from "./mailbox.ts";
import { expectNothingInTheWay } from "./look.ts";
import { test } from "./stage.ts";

test("a person signs in with a passkey, proves anew who they are with it, and takes it away again", async ({
  openBrowser,
}) => {
  const ada = newPerson();
  const { page, ...driver } = await openBrowser();
  const device = await aDeviceWithPasskeys(page);
  await driver.signsUp(ada);

  await test.step("a passkey is made on the page of one's account, and a mail tells of it", async () => {
    await page.goto("/account/security");
    await expect(page.getByText("You have no passkey yet.")).toBeVisible();
    await page.getByRole("button", { name: "Add a passkey", exact: true }).click();
    await page.getByLabel("Name", { exact: true }).fill("Ada's laptop");
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(page.getByText("Your passkey is added.")).toBeVisible();
    await expect(page.getByText("This device only")).toBeVisible();
    await expect(async () => {
      expect((await mailbox(ada.email)).map(({ subject }) => subject)).toContain("A passkey was added to your account");
    }).toPass({ timeout: 15_000 });
  });

  await test.step("it proves who they are where the product asks again", async () => {
    await askOnceForARecentSignIn(page, "**/api/v1/me/passkeys/options");
    await page.getByRole("button", { name: "Add a passkey", exact: true }).click();
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await page.getByRole("button", { name: "Use a passkey", exact: true }).click();
    await expect(page.getByText("There is a passkey for this account on this device already.")).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("it signs in by a button, after the person has said no once", async () => {
    await driver.signsOut();
    await device.isSomebodyThere(false);
    await page.goto("/sign-in");
    const button = page.getByRole("button", { name: "Sign in with a passkey", exact: true });
    await device.checksWho(false);
    await device.isSomebodyThere(true);
    await button.click();
    await expect(page.getByText("Nothing was signed. Try again, or use your password.")).toBeVisible();
    await expectNothingInTheWay(page, { what: "a sign-in that was cancelled" });
    await device.checksWho(true);
    await button.click();
    await expect(page).toHaveURL((url) => url.pathname === "/home");
  });

  await test.step("it is offered where the address is typed, and one press is all", async () => {
    await driver.signsOut();
    await page.goto("/sign-in?next=%2Faccount%2Fsecurity");
    await expect(page).toHaveURL((url) => url.pathname === "/account/security");
    await expect(page.getByText("last used")).toBeVisible();
  });

  await test.step("it gets another name, and is removed", async () => {
    await page.getByRole("button", { name: "Rename Ada's laptop", exact: true }).click();
    await page.getByLabel("Name", { exact: true }).fill("Old laptop");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Remove Old laptop", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove", exact: true }).click();
    await expect(page.getByText("You have no passkey yet.")).toBeVisible();
    await driver.signsOut();
    await device.isSomebodyThere(false);
    await page.goto("/sign-in");
    await device.isSomebodyThere(true);
    await page.getByRole("button", { name: "Sign in with a passkey", exact: true }).click();
    await expect(page.getByText("This passkey lets nobody in here, or it took too long.")).toBeVisible();
  });
});

/** Chromium's own authenticator, in place of a fingerprint reader. */
async function aDeviceWithPasskeys(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    isSomebodyThere: (enabled: boolean) =>
      devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
    checksWho: (isUserVerified: boolean) =>
      devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

/** As if the last sign-in had been too long ago. */
async function askOnceForARecentSignIn(page: Page, path: string): Promise<void> {
  const body = JSON.stringify({ status: 403, code: "identity.step_up_required" });
  const answer = { status: 403, contentType: "application/problem+json", body };
  await page.route(path, (route) => route.fulfill(answer), { times: 1 });
}
