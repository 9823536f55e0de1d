import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataDir, pinnedNode, root, toolEnv } from "../lib/machine.mjs";

const FILES = {
  "package.json": '{ "name": "bare", "private": true, "type": "module" }\n',
  // The folder of packages lies outside of the app, as it does for the product's own.
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)} };\n`,
  "app/layout.js":
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n',
  "app/page.js": "export default function Page() { return <h1>Bare</h1>; }\n",
};

/** Builds an app of one heading with the same Next and React as the product. Answers its folder `.next`, and what its page is. */
export function buildBareApp(): { readonly built: string; readonly html: string } {
  const folder = path.join(dataDir, "bench-bare");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "app"), { recursive: true });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), text);
  const packages = path.join(root, "apps/web/node_modules");
  symlinkSync(packages, path.join(folder, "node_modules"), "dir");
  const next = path.join(packages, "next/dist/bin/next");
  const built = spawnSync(pinnedNode, [next, "build"], { cwd: folder, env: toolEnv(), encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the bare app did not build:\n${built.stdout}${built.stderr}`);
  const output = path.join(folder, ".next");
  return { built: output, html: readFileSync(path.join(output, "server/app/index.html"), "utf8") };
}
