import { TestingError } from "../../errors.ts";
import { eventually } from "../../eventually.ts";
import type { Operating } from "../../port.ts";
import { type AtPage, showing } from "./at-page.ts";

export function operatingAtPage(at: AtPage): Operating {
  const { page, timeoutMs, visit, visitOwn, press, type, submit } = at;
  return {
    async failedJobs() {
      await visitOwn("/admin/runs?state=dead_letter");
      const rows = page.getByRole("table").getByRole("row");
      await showing("the runs show", rows.nth(1).or(page.getByText("No run like this")).first().waitFor());
      const runs = await rows.filter({ has: page.getByRole("link") }).all();
      return Promise.all(
        runs.map(async (row) => {
          const link = row.getByRole("link").first();
          const [task = "", , reason = ""] = await row.getByRole("cell").allInnerTexts();
          return { id: (await link.getAttribute("href"))?.split("/").at(-1) ?? "", task: task.trim(), reason };
        }),
      );
    },
    async replays({ id, task }) {
      await visitOwn(`/admin/runs/${id}`);
      const replay = page.getByRole("main").getByRole("button", { name: "Replay", exact: true });
      await showing("the run shows", page.getByRole("heading", { level: 1 }).waitFor());
      if (!(await replay.isVisible())) throw new TestingError("testing.refused", `${task} waits for no decision`);
      await press(replay, "Replay");
      const sure = page.getByRole("alertdialog").getByRole("button", { name: "Replay", exact: true });
      await press(sure, "Replay");
      await showing("the replay is taken", page.getByText(`${task} is on its way`).waitFor());
      const state = page
        .getByRole("main")
        .getByText(/^(Done|Dead|Cancelled)$/)
        .first();
      const look = async () => {
        await visit(`/admin/runs/${id}`);
        return (await state.isVisible()) ? state.innerText() : undefined;
      };
      const ended = await eventually(look, { what: `the end of ${task}`, timeoutMs, everyMs: 300 });
      if (ended !== "Done") throw new TestingError("testing.no_effect", `${task} is ${ended} again`);
    },
    async rollsOut(flag, percent) {
      await visitOwn("/admin/flags");
      const panel = at.section(flag);
      await showing("flags show", page.getByRole("heading", { level: 1 }).waitFor());
      if (!(await panel.isVisible())) throw new TestingError("testing.refused", `there is no flag "${flag}"`);
      await type({ "Share of workspaces, in percent": String(percent) });
      await submit("Save", panel.getByText("Saved. It holds from the next page on.").waitFor());
    },
  };
}
