/** Why the product does not run. The message is for a person and is shown without a stack. */
export class StackError extends Error {
  override readonly name = "StackError";
}
