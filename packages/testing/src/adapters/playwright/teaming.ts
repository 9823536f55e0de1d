import type { Page } from "@playwright/test";
import { DEEDS, NEWS } from "../../deeds.ts";
import { TestingError } from "../../errors.ts";
import { linkInMail } from "../../mail-link.ts";
import type { BeingTold, Teaming } from "../../port.ts";
import { type AtPage, showing } from "./at-page.ts";

export function teamingAtPage(at: AtPage): Teaming & Pick<BeingTold, "news"> {
  const { page, mailbox, timeoutMs, visit, visitOwn, press, type, submit, follow, arrival, heading, button, pathNow } =
    at;
  return {
    async createsWorkspace(name) {
      await visit("/home");
      await type({ "Workspace name": name });
      await submit("Create workspace", arrival("/w/"));
      return { name, slug: pathNow().split("/")[2] ?? "" };
    },
    async invites({ slug }, email) {
      await visit(`/w/${slug}/members`);
      if (!(await button("Send invitation").isVisible())) {
        throw new TestingError("testing.refused", `/w/${slug}/members offers no invitation`);
      }
      await type({ Email: email });
      await submit("Send invitation", page.getByRole("main").getByText(email, { exact: true }).first().waitFor());
    },
    async acceptsInvitation(sentTo) {
      const status = await follow(await linkInMail(mailbox, { to: sentTo, path: "/invite/", timeoutMs }));
      if (status === 404) throw new TestingError("testing.refused", "the invitation is not found");
      await submit("Accept invitation", arrival("/w/"));
    },
    async sees({ name, slug }) {
      await visit(`/w/${slug}`);
      return pathNow() === `/w/${slug}` && heading(name).isVisible();
    },
    async historyOf({ slug }) {
      await visitOwn(`/w/${slug}/audit`);
      const rows = page.getByRole("table").getByRole("row");
      await showing("the log has entries", rows.nth(1).waitFor());
      const cells = await rows.getByRole("cell").allInnerTexts();
      return cells.flatMap((text) => DEEDS.find(({ sentence }) => sentence.test(text.trim()))?.what ?? []);
    },
    async news() {
      await visitOwn("/home");
      await press(button(/^Notifications/), "Notifications");
      const told = page.getByRole("dialog", { name: "Notifications" });
      const lines = told.getByRole("listitem");
      await showing("the bell opens", lines.first().or(told.getByText("Nothing yet")).first().waitFor());
      return (await linesOf(page)).flatMap((line) => {
        const found = NEWS.find(({ sentence }) => sentence.test(line));
        return found === undefined ? [] : { what: found.what, workspace: found.sentence.exec(line)?.[1] ?? "" };
      });
    },
  };
}

/** The first line of each thing that the bell has. */
async function linesOf(page: Page): Promise<readonly string[]> {
  const all = await page.getByRole("dialog", { name: "Notifications" }).getByRole("listitem").allInnerTexts();
  return all.map((text) => text.split("\n").find((line) => NEWS.some(({ sentence }) => sentence.test(line))) ?? "");
}
