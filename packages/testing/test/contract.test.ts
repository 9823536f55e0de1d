import { describeConformance, describeMutants } from "@ninefold/testing/conformance-kit";
import { vi } from "vitest";
import { driverCases } from "./conformance.ts";
import { mutants } from "./mutants.ts";
import { describeNoticed } from "./noticed.ts";
import { targets } from "./targets.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

const { memory, http } = targets;
describeConformance("AppDriver", driverCases, { memory, http });
describeMutants("AppDriver, memory", driverCases, memory, mutants);
describeNoticed("http", http);
