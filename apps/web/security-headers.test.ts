import { expect, test } from "vitest";
import { hashPolicy, noncePolicy } from "./security-headers.ts";

const media = { delivery: "https://ik.imagekit.io", upload: "https://upload.imagekit.io" };

test("pictures come from the media origin and files go to the upload origin, and neither the other way", () => {
  const parts = noncePolicy("n", false, { media }).split("; ");
  expect(parts).toContain("img-src 'self' data: blob: https://ik.imagekit.io");
  expect(parts).toContain("connect-src 'self' https://upload.imagekit.io");
  expect(parts.filter((part) => part.includes("imagekit"))).toHaveLength(2);
});

test("without media, and on public pages, nothing but our own origin is reached", () => {
  for (const policy of [noncePolicy("n", false), hashPolicy([])]) {
    expect(policy).toContain("img-src 'self' data: blob:;");
    expect(policy).toContain("connect-src 'self';");
  }
});
