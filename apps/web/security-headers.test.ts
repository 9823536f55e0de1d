import { expect, test } from "vitest";
import { hashPolicy, noncePolicy } from "./security-headers.ts";

const media = { delivery: "https://ik.imagekit.io", upload: "https://upload.imagekit.io" };

test("pictures come from the media origin, files go to the upload origin, and a download's is asked whether it answers", () => {
  const parts = noncePolicy("n", false, { media }).split("; ");
  expect(parts).toContain("img-src 'self' data: blob: https://ik.imagekit.io");
  expect(parts).toContain("connect-src 'self' https://upload.imagekit.io https://ik.imagekit.io");
  expect(parts.filter((part) => part.includes("imagekit"))).toHaveLength(2);
});

test("a vendor with one origin for both is named once", () => {
  const one = { delivery: "https://files.example", upload: "https://files.example" };
  expect(noncePolicy("n", false, { media: one }).split("; ")).toContain("connect-src 'self' https://files.example");
});

test("without media, and on public pages, nothing but our own origin is reached", () => {
  for (const policy of [noncePolicy("n", false), hashPolicy([])]) {
    expect(policy).toContain("img-src 'self' data: blob:;");
    expect(policy).toContain("connect-src 'self';");
  }
});

test("shows frames of ours alone, and of the one origin that a page asks for", () => {
  expect(noncePolicy("n", false).split("; ")).toContain("frame-src 'self'");
  const frames = "https://challenges.example.net";
  expect(noncePolicy("n", false, { frames }).split("; ")).toContain(`frame-src 'self' ${frames}`);
});
