import { createServer } from "node:net";
import path from "node:path";
import { z } from "zod";
import { portFault } from "../lib/port.mjs";
import { readPrivate, writePrivate } from "./files.ts";

const Ports = z.record(z.string(), z.number().int());

/** The port of this name that was used last time, when it is free; else a free one, which is remembered. */
export async function stickyPort(dataDir: string, name: string): Promise<number> {
  const remembered = readPrivate(fileIn(dataDir), Ports)?.[name];
  if (remembered !== undefined && (await portFault(remembered)) === undefined) return remembered;
  const port = await freePort();
  rememberPort(dataDir, name, port);
  return port;
}

export function rememberPort(dataDir: string, name: string, port: number): void {
  writePrivate(fileIn(dataDir), { ...readPrivate(fileIn(dataDir), Ports), [name]: port });
}

/** The port of this name that was used last time; nothing is looked for or remembered. */
export const lastPort = (dataDir: string, name: string): number | undefined =>
  readPrivate(fileIn(dataDir), Ports)?.[name];

const fileIn = (dataDir: string) => path.join(dataDir, "ports.json");

async function freePort(): Promise<number> {
  const port = await new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
  return (await portFault(port)) === undefined ? port : freePort();
}
