import type { DeclaredFlag } from "@ninefold/ops-safety";

/** What the product asks for. Each is a decision that is still open: once it is made, the flag goes. */
export const PRODUCT_FLAGS = {
  compactProjects: {
    key: "product.compact_projects",
    fallback: false,
    description: "Projects of a workspace stand in close rows, more of them on a screen.",
  },
} as const satisfies Record<string, DeclaredFlag>;
