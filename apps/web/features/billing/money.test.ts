import { describe, expect, it } from "vitest";
import { formatMoney } from "./money.ts";

describe("a price", () => {
  it("shows cents only where there are some", () => {
    expect(formatMoney({ amountMinor: 1_900, currency: "USD" }, "en")).toBe("$19");
    expect(formatMoney({ amountMinor: 1_583, currency: "USD" }, "en")).toBe("$15.83");
  });

  it("is written as the language writes it", () => {
    expect(formatMoney({ amountMinor: 1_583, currency: "USD" }, "id").replaceAll("\u00a0", " ")).toBe("US$15,83");
  });

  it("knows currencies without cents", () => {
    expect(formatMoney({ amountMinor: 1_900, currency: "JPY" }, "en")).toBe("¥1,900");
  });
});
