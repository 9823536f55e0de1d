import { describe, expect, it } from "vitest";
import { safeLink } from "./link.ts";

describe("safeLink", () => {
  it.each([
    "https://app.ninefold.dev/verify#token=a.b-c_d",
    "http://localhost:3000/invite/1",
    "http://127.0.0.1:3000/",
    "http://[::1]:3000/",
  ])("lets %s through", (url) => {
    expect(safeLink(url)).toBe(url);
  });

  it.each([
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,<script>1</script>",
    "mailto:eve@evil.dev",
    "ftp://app.ninefold.dev/",
    "http://app.ninefold.dev/",
    "http://localhost.evil.dev/",
    "https://app.ninefold.dev@evil.dev/",
    "//evil.dev",
    "/verify",
    "",
  ])("N-15: refuses %j", (url) => {
    expect(() => safeLink(url)).toThrow(
      expect.objectContaining({ code: "notifications.invalid_content", retryable: false }),
    );
  });

  it("says nothing of the link that it refuses", () => {
    expect(() => safeLink("http://app.ninefold.dev/verify#token=secret")).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("secret") as unknown }),
    );
  });

  it("leaves no quote, angle bracket or space that could end an attribute", () => {
    expect(safeLink(`https://app.ninefold.dev/a b?q="><script>#"'`)).toMatch(/^[^\s"<>]+$/);
  });
});
