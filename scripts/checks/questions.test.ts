import { describe, expect, it } from "vitest";
import { read } from "./repository.ts";

/** What a person asks in their first week, and what the answer has to lead to. That it is there is checked by docs.test.ts. */
const QUESTIONS = [
  ["Where is the database schema of billing?", "packages/billing/src/schema.ts"],
  ["How do I add a route?", "(add-a-route.md)"],
  ["How do I swap the mail vendor?", "(../systems/notifications.md#10-swap-the-vendor)"],
  ["How do I remove media?", "(../systems/media.md#11-remove-the-system)"],
  ["What happens when the payment vendor is down?", "(../../runbooks/billing-vendor-down.md)"],
  ["How is a tenant isolated?", "(../../ARCHITECTURE.md#tenancy-invariants)"],
  ["How do I run one test?", "(run-one-test.md)"],
  ["Where do I put my own feature?", "(the-product-example.md)"],
  ["How do I deploy?", "(deploy.md)"],
] as const;

describe("docs/guides/questions.md", () => {
  const answers = new Map(
    read("docs/guides/questions.md")
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.split("\n", 1)[0], section]),
  );

  it.each(QUESTIONS)("answers: %s", (question, place) => {
    expect(answers.get(question) ?? "no such heading").toContain(place);
  });

  it("is where README.md sends whoever has one", () => {
    expect(read("README.md")).toContain("(docs/guides/questions.md)");
  });
});
