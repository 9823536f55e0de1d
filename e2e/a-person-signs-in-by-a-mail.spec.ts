import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { expectNothingInTheWay } from "./look.ts";
import { mailbox } from "./mailbox.ts";
import { test } from "./stage.ts";

test("a person signs in by the code of a mail, in the browser that asked, and lands where they were on the way to", async ({
  openBrowser,
}) => {
  const ada = newPerson();
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(ada);
  await driver.signsOut();

  await page.goto("/account/security");
  await page.getByRole("link", { name: "Email me a link or a code", exact: true }).click();
  await ask(page, ada.email);
  const { code } = await mailTo(ada.email);
  const field = page.getByLabel("Code from the mail", { exact: true });
  const send = page.getByRole("button", { name: "Sign in", exact: true });

  await field.fill(code === "000000" ? "000001" : "000000");
  await send.click();
  await expect(page.getByText("This code is not right")).toBeVisible();
  await expectNothingInTheWay(page, { what: "the page that waits for a code" });
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await field.press("Enter");

  await expect(page).toHaveURL((url) => url.pathname === "/account/security");
});

test("a person signs in by the link of a mail in another browser, on a press and once", async ({ openBrowser }) => {
  const ada = newPerson();
  const [desk, phone, late] = [await openBrowser(), await openBrowser(), await openBrowser()];
  await desk.signsUp(ada);
  await desk.signsOut();
  await desk.page.goto("/sign-in/mail");
  await ask(desk.page, ada.email);
  const { path } = await mailTo(ada.email);

  for (const { page } of [phone, late]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Sign in on this device" })).toBeVisible();
    // Out of the address bar, so that no screenshot and no history keeps it.
    expect(new URL(page.url()).hash).toBe("");
  }
  await phone.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(phone.page).toHaveURL((url) => url.pathname === "/home");
  await late.page.getByRole("button", { name: "Sign in", exact: true }).click();

  await expect(late.page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  expect(await desk.isAskedToSignIn()).toBe(true);
});

test("an address that nobody has signed up with is answered like any other, and gets no mail", async ({ page }) => {
  const { email } = newPerson();
  await page.goto("/sign-in/mail");
  await ask(page, email);
  await page.getByLabel("Code from the mail", { exact: true }).fill("123456");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("This code is not right")).toBeVisible();
  expect(await mailbox(email)).toEqual([]);
});

test("who must show again who they are may do so by a mailed code", async ({ openBrowser }) => {
  const ada = newPerson();
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(ada);
  await page.goto("/account/security");
  // As if the sign-in were long ago: the first call is refused, as the API would.
  await page.route(
    "**/api/v1/me/address-change",
    (route) =>
      route.fulfill({
        status: 403,
        contentType: "application/problem+json",
        json: { type: "about:blank", title: "Not allowed", status: 403, code: "identity.step_up_required" },
      }),
    { times: 1 },
  );
  await page.getByLabel("New email", { exact: true }).fill(newPerson().email);
  await page.getByRole("button", { name: "Change email", exact: true }).click();
  await page.getByRole("button", { name: "Email me a code instead", exact: true }).click();
  await page.getByRole("button", { name: "Email me a code", exact: true }).click();
  const { code } = await mailTo(ada.email);
  await page.getByLabel("Code from the mail", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();

  await expect(page.getByText("Asked to change to")).toBeVisible();
});

async function ask(page: Page, email: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Sign in by mail" })).toBeVisible();
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByRole("button", { name: "Send the mail", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
}

/** What the newest mail with a code brings, once it is there. */
async function mailTo(address: string): Promise<{ readonly code: string; readonly path: string }> {
  let found = { code: "", path: "" };
  await expect(async () => {
    const text = (await mailbox(address)).findLast((mail) => /^\d{6}$/m.test(mail.text))?.text ?? "";
    found = {
      code: /^\d{6}$/m.exec(text)?.[0] ?? "",
      path: /\/sign-in\/mail#token=\S+/.exec(text)?.[0] ?? "",
    };
    expect(found.code).not.toBe("");
  }).toPass({ timeout: 15_000 });
  return found;
}
