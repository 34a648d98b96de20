/** Gives the reader a file that was made here. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser takes the content after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
