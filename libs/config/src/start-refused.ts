/**
 * Portico can't start, and the message tells the operator what to do about it. Anything else that ends a start is a
 * fault of ours and is shown with its stack.
 */
export class StartRefused extends Error {
  override readonly name: string = 'StartRefused';
}
