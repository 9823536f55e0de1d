/** Hands bytes that the page holds over to the person, as a download of that name. */
export function saveFile(name: string, bytes: Blob): void {
  const url = URL.createObjectURL(bytes);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // A browser may begin to read them after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
