import { createServer } from "node:net";

/**
 * Why a server could not listen on the port. Asks for all addresses and for the loopback ones, since some systems let
 * one be bound beside the other, and a browser would then reach the wrong program.
 * @param {number} port
 * @returns {Promise<"taken" | "forbidden" | undefined>}
 */
export async function portFault(port) {
  for (const host of ["::", "0.0.0.0", "127.0.0.1", "::1"]) {
    const code = await listenFault(port, host);
    if (code === "EADDRINUSE") return "taken";
    if (code === "EACCES") return "forbidden";
  }
  return undefined;
}

/** One line for a person. @param {number} port @returns {Promise<string | undefined>} */
export async function portRefusal(port) {
  const fault = await portFault(port);
  if (fault === undefined) return undefined;
  const why = fault === "taken" ? "is taken by another program" : "may not be used by this account";
  return `Port ${port} ${why}. Choose another with PORT=${port === 3100 ? 3200 : 3100}.`;
}

/**
 * The port that PORT names, 3000 without it.
 * @param {string | undefined} text
 * @returns {number | undefined} `undefined` when it names none
 */
export function portFrom(text) {
  if (text === undefined || text === "") return 3000;
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

/** @param {number} port @param {string} host @returns {Promise<string | undefined>} */
function listenFault(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve("code" in error ? String(error.code) : "unknown"));
    server.listen({ port, host, ipv6Only: host === "::1" }, () => server.close(() => resolve(undefined)));
  });
}
