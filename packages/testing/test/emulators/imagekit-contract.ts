import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import ImageKit, { toFile } from "@imagekit/nodejs";
import sharp from "sharp";
import { type ImagekitEmulator, startEmulator } from "../../src/emulators/index.ts";
import type { EmulatorContract, RouteCase } from "./contract.ts";

export interface ImagekitSubject {
  readonly emulator: ImagekitEmulator;
  /** The vendor's own SDK, unchanged. */
  readonly client: ImageKit;
}

export async function aPicture({ width = 40, height = 30 } = {}): Promise<Buffer> {
  const background = { r: 30, g: 90, b: 200 };
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

export const aFolder = () => `/t/${randomUUID()}`;

/** A file that is stored as it is named. */
export async function put({ client }: ImagekitSubject, folder: string, bytes: Buffer, more: object = {}) {
  const file = await toFile(bytes, "picture.png");
  return client.files.upload({ file, fileName: "picture.png", folder, useUniqueFileName: false, ...more });
}

export interface BrowserForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Where its page is from. */
  readonly origin?: string;
}

/** As a page of the product posts it. */
export function post(url: string, { fields, body, origin = "https://app.ninefold.dev" }: BrowserForm) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new Blob([new Uint8Array(body)]), "picture.png");
  return fetch(url, { method: "POST", body: form, headers: { origin } });
}

/** What a server signs for a browser, V2: every field. */
export function signedFields({ publicKey, privateKey }: ImagekitEmulator, fields: Record<string, string>, exp: number) {
  const head = part({ alg: "HS256", typ: "JWT", kid: publicKey });
  const body = part({ ...fields, iat: Math.floor(Date.now() / 1_000), exp });
  const signature = createHmac("sha256", privateKey).update(`${head}.${body}`).digest("base64url");
  return { ...fields, token: `${head}.${body}.${signature}` };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

const DELIVERY = "GET /ik/:endpoint/:path{.+}";

async function bytesOf(url: string): Promise<Buffer> {
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  return Buffer.from(await answer.arrayBuffer());
}

const cases: readonly RouteCase<ImagekitSubject>[] = [
  {
    route: "POST /api/v1/files/upload",
    name: "files.upload stores the bytes at the folder and name that were given, and says what they are",
    async run(subject) {
      const [folder, bytes] = [aFolder(), await aPicture()];
      const stored = await put(subject, folder, bytes, { isPrivateFile: true });
      assert.equal(stored.filePath, `${folder}/picture.png`);
      assert.deepEqual([stored.size, stored.width, stored.height], [bytes.byteLength, 40, 30]);
      assert.equal(stored.fileType, "image");
      assert.deepEqual(subject.emulator.bytesAt(`${folder}/picture.png`), new Uint8Array(bytes));
    },
  },
  {
    route: "POST /api/v1/files/upload",
    name: "files.upload takes a name of its own making unless it is told not to",
    async run({ client }) {
      const upload = async () => client.files.upload({ file: await toFile(await aPicture()), fileName: "a b.png" });
      const [one, other] = [await upload(), await upload()];
      assert.match(one.name ?? "", /^a_b_\w+\.png$/);
      assert.notEqual(one.filePath, other.filePath);
    },
  },
  {
    route: "POST /api/v2/files/upload",
    name: "beta.v2.files.upload stores as the first version does",
    async run({ client }) {
      const folder = aFolder();
      const file = await toFile(await aPicture(), "a.png");
      const stored = await client.beta.v2.files.upload({ file, fileName: "a.png", folder, useUniqueFileName: false });
      assert.equal(stored.filePath, `${folder}/a.png`);
    },
  },
  {
    route: "POST /api/v2/files/upload",
    name: "a form whose every field is signed is taken from a browser",
    async run({ emulator }) {
      const fields = { fileName: "a.png", folder: aFolder(), useUniqueFileName: "false", overwriteFile: "false" };
      const signed = signedFields(emulator, fields, inSeconds(60));
      const answer = await post(`${emulator.url}/api/v2/files/upload`, { fields: signed, body: await aPicture() });
      assert.equal(answer.headers.get("access-control-allow-origin"), "*");
      const { filePath } = (await answer.json()) as { filePath: string };
      assert.equal(filePath, `${fields.folder}/a.png`);
    },
  },
  {
    route: "GET /v1/files",
    name: "assets.list finds the files of one folder and of no other",
    async run(subject) {
      const [mine, other] = [aFolder(), aFolder()];
      const { fileId } = await put(subject, mine, await aPicture());
      await put(subject, other, await aPicture());
      const found = await subject.client.assets.list({ path: mine, type: "file", limit: 2 });
      assert.deepEqual(
        found.map((one) => one.fileId),
        [fileId],
      );
      assert.deepEqual(await subject.client.assets.list({ path: aFolder(), type: "file" }), []);
    },
  },
  {
    route: "GET /v1/files/:fileId/details",
    name: "files.get tells size, type, place and privacy of a file",
    async run(subject) {
      const [folder, bytes] = [aFolder(), await aPicture()];
      const { fileId = "" } = await put(subject, folder, bytes, { isPrivateFile: true, tags: ["avatar"] });
      const details = await subject.client.files.get(fileId);
      assert.deepEqual(
        [details.filePath, details.size, details.mime, details.isPrivateFile, details.tags],
        [`${folder}/picture.png`, bytes.byteLength, "image/png", true, ["avatar"]],
      );
    },
  },
  {
    route: "DELETE /v1/files/:fileId",
    name: "files.delete forgets a file, and a second time says that there is none",
    async run(subject) {
      const folder = aFolder();
      const { fileId = "" } = await put(subject, folder, await aPicture());
      await subject.client.files.delete(fileId);
      assert.equal(subject.emulator.bytesAt(`${folder}/picture.png`), undefined);
      await assert.rejects(subject.client.files.delete(fileId), { status: 404 });
    },
  },
  {
    route: "POST /v1/files/batch/deleteByFileIds",
    name: "files.bulk.delete forgets all of them",
    async run(subject) {
      const ids: string[] = [];
      for (const folder of [aFolder(), aFolder()]) {
        ids.push((await put(subject, folder, await aPicture())).fileId ?? "");
      }
      const { successfullyDeletedFileIds } = await subject.client.files.bulk.delete({ fileIds: ids });
      assert.deepEqual(successfullyDeletedFileIds, ids);
      assert.deepEqual(subject.emulator.files(), []);
    },
  },
  {
    route: DELIVERY,
    name: "a URL that the SDK signed opens a private file",
    async run(subject) {
      const [folder, bytes] = [aFolder(), await aPicture()];
      await put(subject, folder, bytes, { isPrivateFile: true });
      const src = `${folder}/picture.png`;
      const { urlEndpoint } = subject.emulator;
      const url = subject.client.helper.buildSrc({ urlEndpoint, src, signed: true, expiresIn: 60 });
      assert.deepEqual(await bytesOf(url), bytes);
    },
  },
  {
    route: DELIVERY,
    name: "a transformation that the SDK wrote is what the picture looks like",
    async run(subject) {
      const folder = aFolder();
      await put(subject, folder, await aPicture(), { isPrivateFile: true });
      const transformation = [{ width: 20, height: 20, format: "webp" as const, quality: 70 }];
      for (const transformationPosition of ["query", "path"] as const) {
        const url = subject.client.helper.buildSrc({
          urlEndpoint: subject.emulator.urlEndpoint,
          src: `${folder}/picture.png`,
          expiresIn: 60,
          transformation,
          transformationPosition,
        });
        const { format, width, height } = await sharp(await bytesOf(url)).metadata();
        assert.deepEqual([format, width, height], ["webp", 20, 20]);
      }
    },
  },
];

export const imagekitContract: EmulatorContract<ImagekitSubject> = {
  cases,
  async open() {
    const emulator = await startEmulator("imagekit");
    const client = new ImageKit({ privateKey: emulator.privateKey, baseURL: emulator.url, maxRetries: 0 });
    return { emulator, client };
  },
};
