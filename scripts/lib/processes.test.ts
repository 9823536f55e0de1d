import { spawn } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";

const library = JSON.stringify(path.join(import.meta.dirname, "processes.mjs"));
const LISTENER = `
  import(${library}).then(({ onEnding }) => {
    onEnding((signal) => process.exit(console.log("asked by", signal)), { withParent: true });
    setInterval(() => undefined, 1_000);
    console.log("listens", process.ppid);
  });`;
// As npm does it: a shell in between, which lives on when whoever started it is killed.
const STARTER = `
  const { spawn } = require("node:child_process");
  spawn("/bin/sh", ["-c", '"$0" -e "$LISTENER"; true', process.execPath], { stdio: "inherit" });
  setInterval(() => undefined, 1_000);`;

describe("a program under npm", () => {
  it("is asked to end when npm is killed", async () => {
    const npm = spawn(process.execPath, ["-e", STARTER], {
      env: { ...process.env, LISTENER },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    for await (const text of npm.stdout.setEncoding("utf8")) {
      said += text;
      if (!text.includes("listens")) continue;
      npm.kill("SIGKILL");
      // Elsewhere the death of npm alone can not be seen, and the shell has to go as well.
      if (process.platform !== "linux") process.kill(Number(text.split(" ")[1]), "SIGKILL");
    }
    expect(said).toMatch(/^listens \d+\nasked by SIGTERM\n$/);
  });
});
