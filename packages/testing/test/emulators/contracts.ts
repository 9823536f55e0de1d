import { type BoundCase, bindCases } from "./contract.ts";
import { dodoContract } from "./dodo-contract.ts";
import { imagekitContract } from "./imagekit-contract.ts";
import { resendContract } from "./resend-contract.ts";

/** Every emulator's contract, for tests and for `npm run specs:check`. */
export const contracts: Readonly<Record<"resend" | "dodo" | "imagekit", readonly BoundCase[]>> = {
  resend: bindCases(resendContract),
  dodo: bindCases(dodoContract),
  imagekit: bindCases(imagekitContract),
};
