import type { StageHand } from "../journeys/the-tour.ts";
import { controlUrl } from "../env.ts";

/** Pulls the emulators' strings: what happens to the product there happens at real vendors too. */
export const stageHand: StageHand = {
  async refusesNextMail() {
    const body = { name: "validation_error", statusCode: 422, message: "The `to` field is not accepted." };
    await order("/emulators/resend/faults", { route: "POST /emails", status: 422, body, times: 1 });
  },
};

async function order(path: string, what: object): Promise<void> {
  const response = await fetch(new URL(path, controlUrl()), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(what),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
}
