import { describe, expect, test } from "vitest";
import type { Measure } from "./measure.ts";
import { renewedPage } from "./page.ts";

const areas = ["tenancy", "api"];
const machine = "2 × Some CPU, 8 GB, Node v26.10.0, linux";
const tenancy: Measure = {
  area: "tenancy",
  measure: "read",
  value: 1.5,
  unit: "ms",
  baseline: 1,
  ratio: 1.5,
  goal: 2,
  ok: true,
};
const api: Measure = { area: "api", measure: "idle memory", value: 200, unit: "MB", goal: 190, ok: false };

const first = renewedPage("", { results: [tenancy, api], machine, date: "2026-01-01", areas });

describe("the page of benchmarks", () => {
  test("says value, baseline, ratio, goal and date of each measure, and which missed its goal", () => {
    expect(first).toContain("tenancy | read | 1.50 ms | 1.00 ms | 1.50 | 2 | 2026-01-01 | \n");
    expect(first).toContain("api | idle memory | 200 MB | – | – | 190 (missed) | 2026-01-01 | \n");
    expect(first).toContain(`Machine: ${machine}.`);
  });

  test("keeps the rows of areas that were not run, with their date", () => {
    const better = { ...api, value: 100, ok: true };
    const renewed = renewedPage(first, { results: [better], machine, date: "2026-02-02", areas });
    expect(renewed).toContain("tenancy | read | 1.50 ms | 1.00 ms | 1.50 | 2 | 2026-01-01 | \n");
    expect(renewed).toContain("api | idle memory | 100 MB | – | – | 190 | 2026-02-02 | \n");
    expect(renewed).not.toContain("200 MB");
  });

  test("keeps nothing that another machine measured", () => {
    const renewed = renewedPage(first, { results: [api], machine: "another", date: "2026-02-02", areas });
    expect(renewed).not.toContain("tenancy | ");
  });

  test("drops the rows of an area that is no more", () => {
    const renewed = renewedPage(first, { results: [api], machine, date: "2026-02-02", areas: ["api"] });
    expect(renewed).not.toContain("tenancy | ");
  });
});
