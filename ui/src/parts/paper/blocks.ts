/** The elements of a part of the preview to which its `blocks` belong, in order. */
export function blocksIn(part: ParentNode): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>('.say > *, .rows > *, .practice > *')];
}
