import { testingConfig } from "@ninefold/testing";

const found = testingConfig.BASE_URL.safeParse(process.env.BASE_URL);

/** The running product. @throws when nobody says where it is: a line is enough, a stack would hide it. */
export const baseUrl = found.success ? new URL(found.data).origin : refuse();

/** The browser to drive; undefined lets the usual places be tried. */
export const chromiumPath = testingConfig.CHROMIUM_PATH.parse(process.env.CHROMIUM_PATH || undefined);

function refuse(): never {
  const line = "BASE_URL names no running product: `npm run e2e` starts the stack and sets it.";
  throw Object.assign(new Error(line), { stack: line });
}
