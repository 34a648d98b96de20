/** Whether a key asks for the palette: Ctrl-K or Cmd-K. Runs inside an inline script, too: it uses nothing from outside itself. */
export function isPaletteKey(event: KeyboardEvent): boolean {
  return (
    event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
  );
}
