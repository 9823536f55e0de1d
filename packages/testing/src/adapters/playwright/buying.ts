import { TestingError } from "../../errors.ts";
import type { Buying } from "../../port.ts";
import { type AtPage, showing } from "./at-page.ts";

export function buyingAtPage({ page, visitOwn, press, submit, button, section }: AtPage): Buying {
  const meter = page.getByRole("meter", { name: "Projects", exact: true });
  const denied = page.getByText(/is for owners and admins$/);
  return {
    async planOf({ slug }) {
      await visitOwn(`/w/${slug}/billing`);
      const panel = section("Plan");
      await showing("the plan shows", panel.or(denied).first().waitFor());
      if (!(await panel.isVisible())) throw new TestingError("testing.refused", "the plan is not shown to them");
      const name = await panel
        .getByText(/^(Free|Pro|Business)$/)
        .first()
        .innerText();
      if (!(await meter.isVisible())) return { name, projects: { used: 0, allowed: null } };
      const [used = "0", allowed = "0"] = (await meter.getAttribute("aria-valuetext"))?.split(" of ") ?? [];
      return {
        name,
        projects: { used: Number(used.replaceAll(",", "")), allowed: Number(allowed.replaceAll(",", "")) },
      };
    },
    async buysPlan({ slug }, plan) {
      await visitOwn(`/w/${slug}/billing`);
      const choose = button(`Choose ${plan}`);
      await showing(
        "plans show",
        choose
          .or(page.getByText(/is for owners and admins$/))
          .first()
          .waitFor(),
      );
      if (!(await choose.isVisible())) throw new TestingError("testing.refused", `they can not choose ${plan}`);
      const pay = button(/^Pay /);
      await submit(`Choose ${plan}`, pay.waitFor());
      await press(pay, "Pay");
      // Coming back proves nothing: the plan is there once the vendor's own word has come.
      await showing(`the workspace has the plan ${plan}`, page.getByText(`${plan} is active`).waitFor());
    },
  };
}
