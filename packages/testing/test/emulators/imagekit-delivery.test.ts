import ImageKit from "@imagekit/nodejs";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startEmulator } from "../../src/emulators/index.ts";
import {
  aFolder,
  aPicture,
  type BrowserForm,
  type ImagekitSubject,
  inSeconds,
  post,
  put,
  signedFields,
} from "./imagekit-contract.ts";

let subject: ImagekitSubject;
beforeAll(async () => {
  const emulator = await startEmulator("imagekit");
  const client = new ImageKit({ privateKey: emulator.privateKey, baseURL: emulator.url, maxRetries: 0 });
  subject = { emulator, client };
});
afterEach(() => subject.emulator.reset());
afterAll(() => subject.emulator.close());

type Source = Omit<Parameters<ImageKit["helper"]["buildSrc"]>[0], "urlEndpoint">;
const signed = (source: Source) =>
  subject.client.helper.buildSrc({ urlEndpoint: subject.emulator.urlEndpoint, expiresIn: 60, ...source });

async function aPrivateFile() {
  const [folder, bytes] = [aFolder(), await aPicture()];
  await put(subject, folder, bytes, { isPrivateFile: true });
  return { src: `${folder}/picture.png`, bytes };
}

describe("delivery", () => {
  it("refuses a private file without a signature, with and without a transformation", async () => {
    const { src } = await aPrivateFile();
    for (const query of ["", "?tr=w-10", "?ik-s=abc", "?ik-t=9999999999"]) {
      expect((await fetch(`${subject.emulator.urlEndpoint}${src}${query}`)).status).toBe(401);
    }
    expect((await fetch(`${subject.emulator.urlEndpoint}/tr:w-10${src}`)).status).toBe(401);
  });

  it("M-22: refuses a signed URL of which anything was changed", async () => {
    const { src } = await aPrivateFile();
    const url = signed({ src, transformation: [{ width: 20 }], queryParameters: { "ik-attachment": "true" } });
    expect((await fetch(url)).status).toBe(200);
    const changes = [
      url.replace("w-20", "w-40"),
      url.replace("tr=w-20&", ""),
      url.replace("ik-attachment=true", "ik-attachment=false"),
      url.replace(/ik-t=\d+&/, ""),
      url.replace(/ik-t=\d+/, `ik-t=${inSeconds(6_000)}`),
      url.replace("/picture.png", "/Picture.png"),
      `${url}&x=1`,
    ];
    for (const changed of changes) expect((await fetch(changed)).status, changed).toBe(401);
  });

  it("M-23: refuses a signed URL once it has expired", async () => {
    const { src } = await aPrivateFile();
    const url = signed({ src });
    await subject.emulator.clock.advance(61_000);
    expect((await fetch(url)).status).toBe(401);
  });

  it("M-27: refuses transformations that are out of range, unknown, or of no image", async () => {
    const folder = aFolder();
    const { src } = await aPrivateFile();
    for (const raw of ["w-0", "w--5", "w-99999", "w-1e3", "q-101", "f-exe", "zz-1", "w"]) {
      expect((await fetch(signed({ src, transformation: [{ raw }] }))).status, raw).toBe(400);
    }
    await put(subject, folder, Buffer.from("words"), { fileName: "a.txt" });
    expect((await fetch(signed({ src: `${folder}/a.txt`, transformation: [{ width: 5 }] }))).status).toBe(400);
  });

  it("answers HEAD, a part, and a copy that is still good, as a CDN does", async () => {
    const { src, bytes } = await aPrivateFile();
    const url = signed({ src });
    const head = await fetch(url, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length")]).toEqual([200, String(bytes.byteLength)]);
    expect(head.headers.get("cache-control")).toContain("max-age=31536000");
    const part = await fetch(url, { headers: { range: "bytes=0-3" } });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 0-3/${bytes.byteLength}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(0, 4));
    expect((await fetch(url, { headers: { range: "bytes=99999-" } })).status).toBe(416);
    const again = await fetch(url, { headers: { "if-none-match": head.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  });

  it("M-33: drops what a camera noted in a picture, and never enlarges it", async () => {
    const folder = aFolder();
    const photo = await sharp(await aPicture())
      .withExif({ IFD0: { Copyright: "somebody" } })
      .jpeg()
      .toBuffer();
    await put(subject, folder, photo);
    const answer = await fetch(signed({ src: `${folder}/picture.png`, transformation: [{ width: 4_000 }] }));
    const { width, exif } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect([width, exif]).toEqual([40, undefined]);
  });

  it("chooses the format that the browser takes", async () => {
    const { src } = await aPrivateFile();
    const url = signed({ src, transformation: [{ format: "auto" }] });
    const typeFor = async (accept: string) => (await fetch(url, { headers: { accept } })).headers.get("content-type");
    expect(await typeFor("image/webp,*/*")).toBe("image/webp");
    expect(await typeFor("*/*")).toBe("image/png");
  });
});

const v2 = (form: BrowserForm) => post(`${subject.emulator.url}/api/v2/files/upload`, form);
const LIMIT = "'file.size' <= '1kb'";
const fieldsFor = (folder: string) => ({ fileName: "a.png", folder, useUniqueFileName: "false", checks: LIMIT });

async function sendBytes(size: number): Promise<number> {
  const fields = signedFields(subject.emulator, fieldsFor(aFolder()), inSeconds(60));
  return (await v2({ fields, body: Buffer.alloc(size, "x") })).status;
}

describe("a browser's upload", () => {
  it("M-5: with a ticket of the first version goes wherever the browser says, which is why it is not used", async () => {
    const auth = subject.client.helper.getAuthenticationParameters("once", inSeconds(60));
    const { publicKey, url } = subject.emulator;
    const ticket = { ...auth, expire: String(auth.expire), publicKey };
    const folder = aFolder();
    const fields = { ...ticket, fileName: "a.png", folder, useUniqueFileName: "false" };
    const answer = await post(`${url}/api/v1/files/upload`, { fields, body: await aPicture() });
    expect(await answer.json()).toMatchObject({ filePath: `${folder}/a.png` });
    const again = await post(`${url}/api/v1/files/upload`, { fields, body: await aPicture() });
    expect(again.status).toBe(400);
  });

  it("M-6: is refused when its token was used, has expired, lives too long, or is for other fields", async () => {
    const body = await aPicture();
    const fields = signedFields(subject.emulator, fieldsFor(aFolder()), inSeconds(60));
    const refusedAs = async (form: Record<string, string>) => {
      const answer = await v2({ fields: form, body });
      return [answer.status, ((await answer.json()) as { message: string }).message];
    };
    expect(await refusedAs({ ...fields, folder: aFolder() })).toMatchObject([400, expect.stringContaining("payload")]);
    expect(await refusedAs(fields)).toMatchObject([400, expect.stringContaining("before")]);
    const late = signedFields(subject.emulator, fieldsFor(aFolder()), inSeconds(-1));
    expect(await refusedAs(late)).toMatchObject([400, expect.stringContaining("expired")]);
    const long = signedFields(subject.emulator, fieldsFor(aFolder()), inSeconds(4_000));
    expect(await refusedAs(long)).toMatchObject([400, expect.stringContaining("invalid token")]);
    const forged = signedFields({ ...subject.emulator, privateKey: "other" }, fieldsFor(aFolder()), inSeconds(60));
    expect(await refusedAs(forged)).toMatchObject([400, expect.stringContaining("invalid token")]);
    expect(subject.emulator.files()).toEqual([]);
  });

  it("M-13: is refused when the file is larger than the signed check allows", async () => {
    expect([await sendBytes(1_024), await sendBytes(1_025)]).toEqual([200, 400]);
  });

  it("is let in by a preflight, and nothing else of another site is", async () => {
    const origin = "https://app.ninefold.dev";
    const preflight = await fetch(`${subject.emulator.url}/api/v2/files/upload`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
    const purge = await fetch(`${subject.emulator.url}/v1/files/batch/deleteByFileIds`, {
      method: "POST",
      headers: { origin },
    });
    expect(purge.status).toBe(403);
  });
});

describe("the library", () => {
  it("refuses whoever has not the private key, whatever stands for a password", async () => {
    const ask = (privateKey: string, password: string) =>
      new ImageKit({ privateKey, password, baseURL: subject.emulator.url, maxRetries: 0 }).assets.list({
        type: "file",
      });
    await expect(ask("private_other", "do_not_set")).rejects.toMatchObject({ status: 403 });
    expect(await ask(subject.emulator.privateKey, "anything")).toEqual([]);
  });

  it("answers 501 for what is not emulated, and remembers it", async () => {
    await expect(subject.client.assets.list({ searchQuery: "x" })).rejects.toMatchObject({ status: 501 });
    expect(subject.emulator.unknownRequests()).toHaveLength(1);
  });

  it("shows a person the files with their pictures, and nothing that runs", async () => {
    const text = async (path: string) => (await fetch(`${subject.emulator.url}${path}`)).text();
    expect(await text("/library")).toContain("No files yet");
    await put(subject, aFolder(), await aPicture(), { isPrivateFile: true });
    const [file] = subject.emulator.files();
    expect(await text("/library")).toContain(`/library/${file?.fileId}/picture`);
    expect(await text(`/library/${file?.fileId}`)).toContain("private: opens with a signed address only");
    const picture = await fetch(`${subject.emulator.url}/library/${file?.fileId}/picture`);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(subject.emulator.requests().map(({ route }) => route)).toEqual(["POST /api/v1/files/upload"]);
  });
});
