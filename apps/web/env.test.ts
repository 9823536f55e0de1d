import { expect, test } from "vitest";
import { parse } from "./env.ts";

test("an empty environment has the local addresses, and the rules of production", () => {
  const addresses = { API_URL: "http://127.0.0.1:4000", APP_URL: "http://localhost:3000" };
  expect(parse({})).toEqual({ NINEFOLD_STAGE: "production", ...addresses });
});

test("a media origin is an origin and nothing more, since it stands in the content policy", () => {
  const origin = "https://ik.imagekit.io";
  expect(parse({ MEDIA_DELIVERY_ORIGIN: origin }).MEDIA_DELIVERY_ORIGIN).toBe(origin);
  for (const bad of [`${origin}/acme`, `${origin} 'unsafe-inline'`, `${origin}; script-src *`, "*"]) {
    expect(() => parse({ MEDIA_DELIVERY_ORIGIN: bad, MEDIA_UPLOAD_ORIGIN: bad })).toThrow("MEDIA_DELIVERY_ORIGIN");
  }
});

test("an empty variable counts as unset", () => {
  expect(parse({ API_URL: "" }).API_URL).toBe("http://127.0.0.1:4000");
});

const read = () => parse({ API_URL: "ftp://user:secret@host", APP_URL: "example" });

test("a bad environment is one line that names every bad variable and shows no value", () => {
  expect(read).toThrow(/^The web app's environment is not usable: API_URL must [^\n]+; APP_URL must [^\n]+[.]$/);
  expect(read).not.toThrow(/secret|example/);
});
