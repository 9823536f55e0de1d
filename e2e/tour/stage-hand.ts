import type { EmulatorName } from "@ninefold/testing/emulators";
import { controlUrl } from "../env.ts";
import type { StageHand } from "../journeys/the-tour.ts";

/** Pulls the emulators' strings: what happens to the product there happens at real vendors too. */
export const stageHand = {
  async refusesNextMail() {
    const body = { name: "validation_error", statusCode: 422, message: "The `to` field is not accepted." };
    await order("/emulators/resend/faults", { route: "POST /emails", status: 422, body, times: 1 });
  },
  /** Connections to it are refused from now on. */
  takesAway: (vendor: EmulatorName) => order(`/emulators/${vendor}/stop`),
  bringsBack: (vendor: EmulatorName) => order(`/emulators/${vendor}/start`),
  /** Every record that the vendor has, by kind; whether it is away or not. */
  async recordsAt(vendor: EmulatorName): Promise<unknown> {
    return (await fetch(new URL(`/emulators/${vendor}/state`, controlUrl()))).json();
  },
} satisfies StageHand & Record<string, unknown>;

async function order(path: string, what: object = {}): Promise<void> {
  const response = await fetch(new URL(path, controlUrl()), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(what),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
}
