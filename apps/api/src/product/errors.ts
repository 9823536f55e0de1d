/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "product.invalid_name": "invalid",
  "product.invalid_title": "invalid",
  /** Whoever the task should be for does not belong to the workspace. */
  "product.not_a_member": "invalid",
  "product.project_not_found": "not_found",
  "product.task_not_found": "not_found",
  /** Whatever the plan says: a list that long is no list. */
  "product.project_full": "conflict",
} as const;

export class ProductError extends Error {
  override readonly name = "ProductError";
  readonly code: keyof typeof KIND;
  readonly kind: (typeof KIND)[keyof typeof KIND];
  constructor(code: keyof typeof KIND, message: string) {
    super(message);
    this.code = code;
    this.kind = KIND[code];
  }
}

export const noProject = () => new ProductError("product.project_not_found", "There is no such project.");
