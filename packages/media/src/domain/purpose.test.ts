import { describe, expect, it } from "vitest";
import { contentOf } from "./content.ts";
import { assertWanted, judge } from "./purpose.ts";

const bytes = (...parts: (string | readonly number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const PNG = bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "rest");
const WEBP = bytes("RIFF", [1, 2, 3, 4], "WEBPVP8 ");
const of = (head: Uint8Array, part: object = {}) => ({ head, sizeBytes: Math.max(1, head.byteLength), ...part });
const wrongType = expect.objectContaining({ code: "media.wrong_type", kind: "invalid" });

describe("contentOf", () => {
  it.each([
    ["image/png", PNG],
    ["image/jpeg", bytes([0xff, 0xd8, 0xff, 0xe0])],
    ["image/gif", bytes("GIF89a=alert(1)//")],
    ["image/webp", WEBP],
    ["application/pdf", bytes("%PDF-1.7")],
    ["application/zip", bytes([0x50, 0x4b, 3, 4])],
    ["program", bytes("MZ")],
    ["program", bytes([0x7f], "ELF")],
    ["program", bytes("#!/bin/sh\n")],
    ["active", bytes("<!DOCTYPE html><script>")],
    ["active", bytes("\n  <svg onload=alert(1)>")],
    ["active", bytes([0xef, 0xbb, 0xbf], "<?xml version='1.0'?><svg/>")],
    ["active", bytes("<!-- a comment --><html>")],
    ["active", bytes([0xff, 0xfe], "<\0h\0")],
    ["text/plain", bytes("a < b, and é")],
    ["text/plain", bytes("x".repeat(10), [0xc3])],
    ["application/octet-stream", bytes([0, 1, 2, 3])],
    ["application/octet-stream", bytes("RIFF", [1, 2, 3, 4], "AVI ")],
  ] as const)("tells %s by how it begins", (type, head) => {
    expect(contentOf(head)).toBe(type);
  });
});

describe("judge", () => {
  it("M-8: refuses bytes that are not what they were said to be", () => {
    const page = bytes("<html><script>alert(1)</script>");
    for (const head of [page, bytes("%PDF-1.7"), bytes([0x7f], "ELF"), bytes([0x50, 0x4b, 3, 4]), bytes("hello")]) {
      expect(() => judge("avatar", "image/png", of(head))).toThrow(wrongType);
      expect(() => judge("attachment", "image/png", of(head))).toThrow(wrongType);
    }
    expect(() => judge("avatar", "image/jpeg", of(PNG))).toThrow(wrongType);
  });

  it("M-10: refuses pages and programs wherever they are sent to", () => {
    for (const head of [bytes("<svg/>"), bytes("<html>"), bytes("MZ")]) {
      expect(() => judge("attachment", "text/plain", of(head))).toThrow(wrongType);
      expect(() => judge("attachment", "application/octet-stream", of(head))).toThrow(wrongType);
    }
  });

  it("M-9: refuses a picture that the vendor could not read as one", () => {
    expect(() => judge("avatar", "image/png", of(PNG, { isPicture: false }))).toThrow(wrongType);
    expect(judge("avatar", "image/png", of(PNG, { isPicture: true, widthPixels: 8, heightPixels: 8 }))).toBe(
      "image/png",
    );
  });

  it("M-11: refuses a picture that claims more pixels than a person has use for", () => {
    const huge = of(PNG, { isPicture: true, widthPixels: 100_000, heightPixels: 100_000 });
    expect(() => judge("logo", "image/png", huge)).toThrow(expect.objectContaining({ code: "media.too_large" }));
  });

  it("refuses more bytes than the purpose allows, whatever was claimed before", () => {
    const limit = 2 * 1024 * 1024;
    expect(judge("avatar", "image/png", { head: PNG, sizeBytes: limit })).toBe("image/png");
    expect(() => judge("avatar", "image/png", { head: PNG, sizeBytes: limit + 1 })).toThrow(/2 MB/);
  });

  it("names a file by its bytes, and more closely where the claim fits them", () => {
    expect(judge("attachment", "application/octet-stream", of(PNG))).toBe("image/png");
    expect(judge("attachment", "text/csv", of(bytes("a,b")))).toBe("text/csv");
    expect(judge("attachment", "text/html-but-not", of(bytes("a,b")))).toBe("text/plain");
    const office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    expect(judge("attachment", office, of(bytes([0x50, 0x4b, 3, 4])))).toBe(office);
  });
});

describe("assertWanted", () => {
  it("tells a browser early what will not be taken", () => {
    const claim = { contentType: "image/png", sizeBytes: 1 };
    expect(() => assertWanted("avatar", claim)).not.toThrow();
    expect(() => assertWanted("avatar", { ...claim, contentType: "image/gif" })).toThrow(wrongType);
    expect(() => assertWanted("avatar", { ...claim, contentType: "image/svg+xml" })).toThrow(wrongType);
    expect(() => assertWanted("avatar", { ...claim, sizeBytes: 3_000_000 })).toThrow(/2 MB/);
    expect(() => assertWanted("attachment", { ...claim, contentType: "text/html" })).toThrow(wrongType);
    expect(() => assertWanted("attachment", { ...claim, sizeBytes: 0 })).toThrow(/empty/);
  });
});
