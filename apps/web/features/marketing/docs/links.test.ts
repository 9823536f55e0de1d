import { expect, test } from "vitest";
import { absoluteLinks, localiseLinks } from "./links.ts";

const html =
  '<a href="/docs/a#b">a</a> <a href="/">b</a> <a href="#c">c</a> <a href="https://x.example/docs">d</a> <a href="//e">e</a>';

test("links inside the site stay in the language of the frame, and the others as they are", () => {
  expect(localiseLinks(html, "en")).toBe(html);
  expect(localiseLinks(html, "id")).toBe(
    '<a href="/id/docs/a#b">a</a> <a href="/id">b</a> <a href="#c">c</a> <a href="https://x.example/docs">d</a> <a href="//e">e</a>',
  );
});

test("in a feed every link has its origin", () => {
  expect(absoluteLinks(html, "https://n.example/blog/post")).toBe(
    '<a href="https://n.example/docs/a#b">a</a> <a href="https://n.example/">b</a> <a href="https://n.example/blog/post#c">c</a> <a href="https://x.example/docs">d</a> <a href="//e">e</a>',
  );
});
