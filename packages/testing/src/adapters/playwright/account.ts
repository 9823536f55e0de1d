import { TestingError } from "../../errors.ts";
import { eventually } from "../../eventually.ts";
import { linkInMail } from "../../mail-link.ts";
import type { HavingAnAccount } from "../../port.ts";
import { type AtPage, showing } from "./at-page.ts";

export function accountAtPage(at: AtPage): HavingAnAccount {
  const { page, hands, mailbox, timeoutMs, visit, visitOwn, press, type, submit, follow, arrival, heading, button } =
    at;
  const signOutButton = button("Sign out");
  const signInButton = button("Sign in");

  async function visitHome(): Promise<"greeted" | "asked to sign in"> {
    await visit("/home");
    await showing("/home greets a person or asks to sign in", signOutButton.or(signInButton).first().waitFor());
    return (await signOutButton.isVisible()) ? "greeted" : "asked to sign in";
  }

  return {
    async signsUp({ name, email, password }) {
      await visit("/sign-up");
      await type({ Name: name, Email: email, Password: password });
      await showing("the terms can be accepted", hands.check(page.getByRole("checkbox").first()));
      await submit("Create account", heading("Check your mail").waitFor());
      await follow(await linkInMail(mailbox, { to: email, path: "/verify", timeoutMs }));
      await type({ Password: password });
      await submit("Confirm this address", arrival("/home"));
      await showing("/home offers to sign out", signOutButton.waitFor());
    },
    async signsIn({ email, password }) {
      await visit("/sign-in");
      await type({ Email: email, Password: password });
      await submit("Sign in", arrival("/home"));
      await showing("/home offers to sign out", signOutButton.waitFor());
    },
    async resetsPassword({ email, password }) {
      const after = (await mailbox(email)).length;
      await visit("/forgot-password");
      await type({ Email: email });
      await submit("Send the link", heading("Check your mail").waitFor());
      await follow(await linkInMail(mailbox, { to: email, path: "/reset-password", after, timeoutMs }));
      await type({ Password: password });
      await submit("Save new password", arrival("/sign-in"));
    },
    async signsOut() {
      if ((await visitHome()) === "asked to sign in") return;
      await press(signOutButton, "Sign out");
      await showing(
        '"Sign out" leads away',
        page.waitForURL((url) => url.pathname !== "/home"),
      );
    },
    async isGreetedAs(name) {
      if ((await visitHome()) === "asked to sign in") return false;
      return heading(name).isVisible();
    },
    isAskedToSignIn: async () => (await visitHome()) === "asked to sign in",
    async changesAvatar(picture) {
      await visitOwn("/account");
      const opener = page.getByRole("main").getByRole("button", { name: /^(Upload picture|Change)$/ });
      await at.upload(opener, picture, page.getByText("Your picture is saved.").waitFor());
    },
    async hasAvatar() {
      await visitOwn("/account");
      await showing("/account has a heading", page.getByRole("heading", { level: 1 }).waitFor());
      const [picture] = await page.getByRole("main").locator("img").all();
      if (picture === undefined) return false;
      const look = async () => {
        const width: unknown = await (await (await picture.elementHandle())?.getProperty("naturalWidth"))?.jsonValue();
        // Its bytes have come and are a picture: a broken one has no width.
        return typeof width === "number" && width > 1 ? true : undefined;
      };
      return eventually(look, { what: "the picture", timeoutMs });
    },
    async exportsData() {
      await visitOwn("/account");
      const ask = button("Ask for a copy");
      const ready = button(/^Download \(/);
      await showing(
        "the page offers copies",
        ask.or(ready).or(page.getByText("Another one can be asked for")).first().waitFor(),
      );
      if (!(await ask.isVisible())) throw new TestingError("testing.refused", "no copy can be asked for now");
      const again = button("Look again");
      await submit("Ask for a copy", ready.or(again).first().waitFor());
      const look = async () => {
        if (await ready.isVisible()) return true;
        // The look before may have found it meanwhile, and then the button is gone.
        if (!(await again.isEnabled({ timeout: 1_000 }).catch(() => false))) return undefined;
        const pressing = press(again, "Look again");
        pressing.catch(() => undefined);
        await Promise.race([pressing, showing("the copy is there", ready.waitFor())]);
        return undefined;
      };
      await eventually(look, { what: "the copy", timeoutMs, everyMs: 300 });
      return at.download(ready, "the copy");
    },
  };
}
