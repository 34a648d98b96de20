/** How a chart is zoomed, for the pointer that the reader has. */
export function ChartHelp() {
  return (
    <p className="mt-1 border-t border-line px-2.5 pt-2 pb-1.5 text-xs leading-[18px] text-text-2">
      <span className="pointer-coarse:hidden">
        Drag to zoom, drag with Shift to move, double-click to go back. Keys: arrows, + and −, Esc.
      </span>
      <span className="hidden pointer-coarse:inline">
        Slide sideways or spread two fingers to zoom, tap twice to go back. Up and down scrolls the page.
      </span>
    </p>
  );
}
