export const HINT_ID = 'chart-hint';

/** Says once what the charts can do, beside the contents. */
export function addHint(): void {
  const hint = document.createElement('p');
  hint.id = HINT_ID;
  hint.className = 'note hint';
  hint.textContent =
    'Drag over a chart to zoom in, double-click to show all. With the keyboard: arrows move, plus and minus zoom.';
  document.querySelector('aside')?.append(hint);
}
