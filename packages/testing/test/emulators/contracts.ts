import { type BoundCase, bindCases } from "./contract.ts";
import { imagekitContract } from "./imagekit-contract.ts";
import { resendContract } from "./resend-contract.ts";

/** Every emulator's contract, for tests and for `npm run specs:check`. */
export const contracts: Readonly<Record<"resend" | "imagekit", readonly BoundCase[]>> = {
  resend: bindCases(resendContract),
  imagekit: bindCases(imagekitContract),
};
