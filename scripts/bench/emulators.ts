import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ToldHost } from "@ninefold/testing/emulators";
import sharp from "sharp";
import { pinnedNode, root } from "../lib/machine.mjs";
import { answered, freePort, stopProgram } from "./bundle.ts";
import { type Measure, residentMb } from "./measure.ts";

const MEMORY_GOAL_MB = 250;
const TRANSFORMS = 60;
const SIDE = 1_200;

/** What the emulator host holds in memory after it has made pictures of many sizes, which is what it does most of. */
export async function emulators(): Promise<readonly Measure[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-emulators-"));
  const privateKey = randomBytes(12).toString("hex");
  const [control, imagekit] = [await freePort(), await freePort()];
  const told: ToldHost = {
    dataDir,
    ports: { control, imagekit },
    vendors: { imagekit: { privateKey, endpointId: "bench" } },
  };
  const child = spawn(pinnedNode, [path.join(root, "packages/testing/src/emulators/main.ts")], {
    env: { PATH: process.env["PATH"], EMULATORS: JSON.stringify(told) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    await answered(`http://127.0.0.1:${control}/health`, child);
    const url = `http://127.0.0.1:${imagekit}`;
    const picture = await upload(url, privateKey);
    for (let index = 0; index < TRANSFORMS; index += 1) {
      const made = await fetch(`${url}/ik/bench/tr:w-${100 + index},h-${100 + index}${picture}`);
      if (!made.ok) throw new Error(`transform ${index} answered ${made.status}`);
      await made.arrayBuffer();
    }
    const value = residentMb(child.pid ?? 0);
    return [
      {
        area: "emulators",
        measure: "host's resident memory with every vendor",
        value,
        unit: "MB",
        goal: MEMORY_GOAL_MB,
        ok: value <= MEMORY_GOAL_MB,
        note: `after ${TRANSFORMS} transforms of a ${SIDE} px picture`,
      },
    ];
  } finally {
    await stopProgram(child);
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Answers the picture's path. Noise, so that it is as large as a photograph. */
async function upload(url: string, privateKey: string): Promise<string> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
  const drawn = sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: "white", noise } });
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(await drawn.jpeg().toBuffer())]), "noise.jpg");
  form.set("fileName", "noise.jpg");
  form.set("useUniqueFileName", "false");
  const authorization = `Basic ${Buffer.from(`${privateKey}:`).toString("base64")}`;
  const answer = await fetch(`${url}/api/v1/files/upload`, { method: "POST", headers: { authorization }, body: form });
  if (!answer.ok) throw new Error(`the upload answered ${answer.status}: ${await answer.text()}`);
  return "/noise.jpg";
}
