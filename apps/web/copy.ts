import { billingCopy } from "./features/billing/copy.ts";
import { identityCopy } from "./features/identity/copy.ts";
import { marketingCopy } from "./features/marketing/copy.ts";
import { mediaCopy } from "./features/media/copy.ts";
import { notificationsCopy } from "./features/notifications/copy.ts";
import { opsSafetyCopy } from "./features/ops-safety/copy.ts";
import { productCopy } from "./features/product/copy.ts";
import { workflowsCopy } from "./features/workflows/copy.ts";
import type { Language } from "./languages.ts";

/** Every sentence of one language. Read it on the server and hand parts down, or a browser gets both languages. */
export function getCopy(language: Language) {
  return {
    billing: billingCopy[language],
    identity: identityCopy[language],
    marketing: marketingCopy[language],
    media: mediaCopy[language],
    notifications: notificationsCopy[language],
    opsSafety: opsSafetyCopy[language],
    product: productCopy[language],
    workflows: workflowsCopy[language],
  };
}
