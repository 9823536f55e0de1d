import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pinnedNode, root } from "../lib/machine.mjs";

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly nodeEnv: "development" | "production";
}

/** What a stack consists of. `port` is the web app's; the API reads its own from the environment. */
export function programsFor(mode: "dev" | "preview", port: number): readonly Program[] {
  const api = path.join(root, "apps/api");
  const nodeEnv = mode === "dev" ? "development" : "production";
  const node = (name: "api" | "worker", entry: "main" | "worker"): Program => ({
    name,
    command: pinnedNode,
    args:
      mode === "dev"
        ? [...watched(), ...preload("src/instrument.ts"), `src/${entry}.ts`]
        : [...preload("dist/instrument.js"), `dist/${entry}.js`],
    cwd: api,
    nodeEnv,
  });
  const web = path.join(root, "apps/web");
  const next = createRequire(path.join(web, "package.json")).resolve("next/dist/bin/next");
  // This machine only: the demo account's door is not for the network it happens to be in.
  const args = [next, mode === "dev" ? "dev" : "start", "-H", "127.0.0.1", "-p", String(port)];
  return [node("api", "main"), node("worker", "worker"), { name: "web", command: pinnedNode, args, cwd: web, nodeEnv }];

  function preload(file: string): string[] {
    return existsSync(path.join(api, file))
      ? ["--enable-source-maps", "--import", `./${file}`]
      : ["--enable-source-maps"];
  }
}

/** Folders rather than `--watch` alone, which loses a file that an editor or git replaces by renaming. */
function watched(): string[] {
  const packages = readdirSync(path.join(root, "packages")).map((name) => path.join(root, "packages", name, "src"));
  const folders = [path.join(root, "apps/api/src"), ...packages.filter((folder) => existsSync(folder))];
  return [...folders.map((folder) => `--watch-path=${folder}`), "--watch-preserve-output"];
}
