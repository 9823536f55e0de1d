import { testingConfig } from "@ninefold/testing";

/** The running product. @throws when nobody says where it is: a line is enough, a stack would hide it. */
export const baseUrl = originIn("BASE_URL");

/** The mail vendor's emulator, which keeps what the product sent. */
export const mailUrl = originIn("RESEND_BASE_URL");

/** Where vendors are told to misbehave. Read when it is needed: most journeys do without. */
export const controlUrl = (): string => originIn("EMULATOR_CONTROL_URL");

/** Somebody who may enter `/admin`. */
export const operator = { email: textIn("OPERATOR_EMAIL"), password: textIn("OPERATOR_PASSWORD") };

/** The browser to drive; undefined lets the usual places be tried. */
export const chromiumPath = testingConfig.CHROMIUM_PATH.parse(process.env.CHROMIUM_PATH || undefined);

type Origin = "BASE_URL" | "RESEND_BASE_URL" | "EMULATOR_CONTROL_URL";

function originIn(name: Origin): string {
  return new URL(textIn(name)).origin;
}

function textIn(name: Origin | "OPERATOR_EMAIL" | "OPERATOR_PASSWORD"): string {
  const found = testingConfig[name].safeParse(process.env[name]);
  if (found.success) return found.data;
  const line = `${name} names nothing that runs: \`npm run e2e\` starts the stack and sets it.`;
  throw Object.assign(new Error(line), { stack: line });
}
