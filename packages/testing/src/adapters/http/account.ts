import { z } from "zod";
import { TestingError } from "../../errors.ts";
import { eventually } from "../../eventually.ts";
import { linkInMail, tokenOf } from "../../mail-link.ts";
import type { HavingAnAccount } from "../../port.ts";
import { Anything } from "./api.ts";
import { upload } from "./uploads.ts";
import type { AtBrowser } from "./where.ts";

const Copy = z.object({ id: z.string() });
const Copies = z.object({ exports: z.array(Copy.extend({ status: z.string() })) });

export function httpAccount(given: AtBrowser & { readonly termsVersion: string }): HavingAnAccount {
  const { api, mailbox, termsVersion, patienceMs } = given;
  const { findMe } = given.places;
  const findName = async () => (await findMe())?.person.name;

  async function assertEntered(what: string): Promise<void> {
    if ((await findName()) !== undefined) return;
    throw new TestingError("testing.no_effect", `${what} was accepted, and yet nobody is signed in`);
  }

  return {
    async signsUp({ name, email, password }) {
      await api.get(Anything, "signUp", { body: { name, email, password, locale: "en", termsVersion } });
      const token = tokenOf(await linkInMail(mailbox, { to: email, path: "/verify", timeoutMs: patienceMs }));
      await api.get(Anything, "verifyEmail", { body: { token, password } });
      await assertEntered("the link");
    },
    async signsIn({ email, password }) {
      await api.get(Anything, "signIn", { body: { email, password } });
      await assertEntered("the password");
    },
    async resetsPassword({ email, password }) {
      const after = (await mailbox(email)).length;
      await api.get(Anything, "requestPasswordReset", { body: { email } });
      const link = await linkInMail(mailbox, { to: email, path: "/reset-password", after, timeoutMs: patienceMs });
      await api.get(Anything, "resetPassword", { body: { token: tokenOf(link), newPassword: password } });
    },
    async signsOut() {
      if ((await findName()) !== undefined) await api.get(Anything, "signOut", { body: {} });
    },
    isGreetedAs: async (name) => (await findName()) === name,
    isAskedToSignIn: async () => (await findName()) === undefined,
    changesAvatar: (picture) => upload(api, picture, { begin: "beginAvatar", complete: "completeAvatar" }),
    async hasAvatar() {
      const url = (await findMe())?.person.pictureUrl ?? null;
      if (url === null) return false;
      const answer = await api.visit(url);
      return (answer.headers.get("content-type") ?? "").startsWith("image/");
    },
    async exportsData() {
      const { id } = await api.get(Copy, "requestExport");
      const look = async () => {
        const { exports } = await api.get(Copies, "listExports");
        return exports.find((one) => one.id === id && one.status !== "preparing");
      };
      const made = await eventually(look, { what: "the copy", timeoutMs: patienceMs });
      if (made.status !== "ready") throw new TestingError("testing.no_effect", `the copy is ${made.status}`);
      return JSON.stringify(await api.get(Anything, "downloadExport", { path: { exportId: id } }));
    },
  };
}
