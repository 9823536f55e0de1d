import { expect, test } from "vitest";
import { FILE, PICTURE, unfitness } from "./limits.ts";

const file = (size: number, type: string) => ({ size, type });

test("a picture is PNG, JPEG or WebP of at most 2 MB", () => {
  expect(unfitness(file(2 * 1024 * 1024, "image/png"), PICTURE)).toBeUndefined();
  expect(unfitness(file(2 * 1024 * 1024 + 1, "image/png"), PICTURE)).toBe("tooLarge");
  expect(unfitness(file(9, "image/gif"), PICTURE)).toBe("wrongType");
  expect(unfitness(file(9, ""), PICTURE)).toBe("wrongType");
});

test("a file is whatever is no page, and not empty", () => {
  expect(unfitness(file(9, ""), FILE)).toBeUndefined();
  expect(unfitness(file(0, "text/plain"), FILE)).toBe("empty");
  expect(["text/html", "image/svg+xml", "text/javascript"].map((type) => unfitness(file(9, type), FILE))).toEqual(
    Array(3).fill("wrongType"),
  );
});
