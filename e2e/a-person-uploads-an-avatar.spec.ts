import { deflateSync, crc32 } from "node:zlib";
import { newPerson } from "@ninefold/testing";
import { expect, type Locator } from "@playwright/test";
import { test } from "./stage.ts";

test("a person uploads a picture, sees it everywhere, and takes it away again", async ({ openBrowser }) => {
  const ada = await openBrowser();
  await ada.signsUp(newPerson());
  const { page } = ada;
  await page.goto("/account");

  await page.getByLabel("Choose your picture", { exact: true }).setInputFiles(aPicture("me.png"));
  await expect(page.getByText("Your picture is saved.")).toBeVisible();
  // Loaded anew, so that it is what the product kept and not what the page still had.
  await page.reload();
  await expectShown(page.getByRole("main").locator("img"));
  await expectShown(page.getByRole("complementary").locator("img"));

  await page.getByRole("button", { name: "Remove picture", exact: true }).click();
  await expect(page.getByText("Your picture is removed.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("main").locator("img")).toHaveCount(0);
});

test("a page that calls itself a picture is refused, in words, and changes nothing", async ({ openBrowser }) => {
  const ada = await openBrowser();
  await ada.signsUp(newPerson());
  const { page } = ada;
  await page.goto("/account");
  const choose = (file: ReturnType<typeof aPicture>) =>
    page.getByLabel("Choose your picture", { exact: true }).setInputFiles(file);

  await choose({ name: "me.png", mimeType: "image/png", buffer: Buffer.from("<html><script>alert(1)</script>") });
  await expect(page.getByRole("alert").getByText("This is not a PNG, JPEG or WebP picture.")).toBeVisible();
  await choose({ name: "me.gif", mimeType: "image/gif", buffer: Buffer.from("GIF89a") });
  await expect(page.getByRole("alert").getByText("This is not a PNG, JPEG or WebP picture.")).toBeVisible();
  await choose({ name: "me.png", mimeType: "image/png", buffer: Buffer.alloc(2 * 1024 * 1024 + 1) });
  await expect(page.getByRole("alert").getByText("larger than 2 MB")).toBeVisible();
  await expect(page.getByRole("main").locator("img")).toHaveCount(0);
});

test("a file is put to a project, downloaded by its name, and removed", async ({ openBrowser }) => {
  const ada = await openBrowser();
  await ada.signsUp(newPerson());
  const { slug } = await ada.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  const { page } = ada;
  await page.goto(`/w/${slug}`);
  await page.getByLabel("Project name", { exact: true }).fill("Launch");
  await page.getByRole("button", { name: "Create project", exact: true }).click();
  await page.getByRole("link", { name: "Launch", exact: true }).click();

  const file = { name: "Launch plan.txt", mimeType: "text/plain", buffer: Buffer.from("one, two, three") };
  await page.getByLabel("Choose a file for Launch", { exact: true }).setInputFiles(file);
  await expect(page.getByText("“Launch plan.txt” was added.")).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download Launch plan.txt", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Launch-plan.txt");

  await page.getByRole("button", { name: "Remove Launch plan.txt", exact: true }).click();
  await expect(page.getByText("“Launch plan.txt” was removed.")).toBeVisible();
  await expect(page.getByText("No files yet.")).toBeVisible();
});

/** Its bytes have come and are a picture: a broken one has no width. */
async function expectShown(picture: Locator): Promise<void> {
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(1);
}

/** A plain square, as PNG. */
function aPicture(name: string) {
  const side = 300;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, Buffer.from([40, 120, 220]))]);
  const pixels = deflateSync(Buffer.concat(Array<Buffer>(side).fill(row)));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))];
  return { name, mimeType: "image/png", buffer: Buffer.concat([start, ...parts]) };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
