import { describeConformance } from "@ninefold/testing/conformance-kit";
import { afterAll, vi } from "vitest";
import { driverCases } from "./conformance.ts";
import { describeNoticed } from "./noticed.ts";
import { closeBrowser, targets } from "./targets.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });
afterAll(closeBrowser);

const { playwright } = targets;
describeConformance("AppDriver", driverCases, { playwright });
describeNoticed("playwright", playwright);
