import { TERMS_VERSION } from "@ninefold/identity/terms";
import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { mailbox } from "./mailbox.ts";
import { test } from "./stage.ts";

test("an address that somebody else signed up with is its owner's, and the other one's password opens nothing", async ({
  openBrowser,
}) => {
  const owner = newPerson();
  const thief = { ...newPerson(), email: owner.email };
  const [theirs, own] = [await openBrowser(), await openBrowser()];
  await signUpOnly(theirs.page, thief);

  await own.page.goto(await confirmationFor(owner.email));
  await own.page.getByLabel("Password", { exact: true }).fill(owner.password);
  await own.page.getByRole("button", { name: "Confirm this address", exact: true }).click();
  await expect(own.page.getByText("This is not the password that the account was made with.")).toBeVisible();
  await own.page.getByRole("link", { name: "Choose a new password", exact: true }).click();
  await expect(own.page).toHaveURL((url) => url.pathname === "/forgot-password");

  await own.resetsPassword(owner);
  await own.signsIn(owner);

  await expect(own.page).toHaveURL((url) => url.pathname === "/home");
  await expect(theirs.signsIn(thief)).rejects.toMatchObject({ code: "testing.refused" });
});

test("whoever has not confirmed their address is told what a wrong password is told, and finds the way on", async ({
  openBrowser,
}) => {
  const ada = newPerson();
  const { page, ...driver } = await openBrowser();
  await signUpOnly(page, ada);
  const said = async (password: string) => {
    const refusal = await driver.signsIn({ email: ada.email, password }).catch((error: unknown) => String(error));
    return refusal ?? "let in";
  };
  expect(await said(ada.password)).toBe(await said(newPerson().password));

  await page.getByRole("link", { name: "Send the confirmation again", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/verify");
  await page.getByLabel("Email", { exact: true }).fill(ada.email);
  await page.getByRole("button", { name: "Send a link", exact: true }).click();

  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
});

/** As far as the mail. */
async function signUpOnly(page: Page, { name, email, password }: ReturnType<typeof newPerson>): Promise<void> {
  await page.goto("/sign-up");
  const data = { name, email, password, locale: "en", termsVersion: TERMS_VERSION };
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post("/api/auth/sign-up/email", { data, headers: { origin } });
  expect(answer.status()).toBe(200);
}

async function confirmationFor(address: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const texts = (await mailbox(address)).map(({ text }) => text);
    link = /\/verify#token=\S+/.exec(texts.join("\n"))?.[0];
    expect(link).toBeDefined();
  }).toPass({ timeout: 15_000 });
  return link ?? "";
}
