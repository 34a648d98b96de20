import type { LivePlot } from './live-plot.ts';

/** Makes the names in a legend switches of their series. A single series needs none. */
export function toggleSeries(plot: LivePlot): void {
  const keys = plot.canvas.closest('figure')?.querySelectorAll<HTMLElement>('[data-series]') ?? [];
  if (keys.length < 2) return;
  for (const key of keys) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = key.className;
    button.textContent = key.textContent;
    button.setAttribute('aria-pressed', 'true');
    button.addEventListener('click', () => {
      const isShown = button.getAttribute('aria-pressed') === 'false';
      button.setAttribute('aria-pressed', String(isShown));
      plot.toggle(key.dataset.series ?? '', isShown);
    });
    key.replaceWith(button);
  }
}
