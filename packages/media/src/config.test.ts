import { expect, it } from "vitest";
import { z } from "zod";
import { mediaConfig, mediaFaults } from "./config.ts";

const read = (env: Readonly<Record<string, string>>) => z.object(mediaConfig).parse(env);

it("needs the vendor's keys and endpoint where the vendor is chosen, and names what is missing", () => {
  expect(mediaFaults(read({}))).toEqual([
    "IMAGEKIT_PUBLIC_KEY: missing, and MEDIA_PROVIDER=imagekit needs it",
    "IMAGEKIT_PRIVATE_KEY: missing, and MEDIA_PROVIDER=imagekit needs it",
    "IMAGEKIT_URL_ENDPOINT: missing, and MEDIA_PROVIDER=imagekit needs it",
  ]);
  expect(mediaFaults(read({ MEDIA_PROVIDER: "none" }))).toEqual([]);
});

it("refuses a private key where the public one belongs", () => {
  expect(() => read({ IMAGEKIT_PUBLIC_KEY: "private_x" })).toThrow("public_");
});
