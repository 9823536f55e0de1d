import { type Env, isOwnMachine } from "../../env.ts";

const THIS_MACHINE = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether there is a console for this request: on a person's own machine, and asked for by this machine's name. Another
 * name that leads here is somebody else's (DNS rebinding, a tunnel). `NODE_ENV` has no say in it.
 */
export function hasConsole(env: Pick<Env, "NINEFOLD_STAGE">, headers: Pick<Headers, "get">): boolean {
  const asked = [headers.get("host") ?? "", ...(headers.get("x-forwarded-host")?.split(",") ?? [])];
  return isOwnMachine(env) && asked.every(isThisMachine);
}

/** Whether the API takes it for the console's, however it is written: `/api/%64ev/state` too. */
export function isConsoleApi(pathname: string): boolean {
  try {
    return /^\/+api\/+dev(\/|$)/.test(decodeURI(pathname));
  } catch {
    return false;
  }
}

function isThisMachine(host: string): boolean {
  const address = `http://${host.trim()}`;
  return URL.canParse(address) && THIS_MACHINE.has(new URL(address).hostname);
}
