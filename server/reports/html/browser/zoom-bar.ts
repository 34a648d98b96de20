/** Says below the heading of a section which stretch of time is shown, with the way back. */
export function zoomBar(section: HTMLElement, reset: () => void): { show: (text: string | null) => void } {
  const bar = document.createElement('div');
  bar.className = 'zoomed';
  bar.hidden = true;
  const text = document.createElement('span');
  text.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = 'Show all';
  button.addEventListener('click', reset);
  const box = document.createElement('div');
  box.append(text, button);
  bar.append(box);
  const first = section.querySelector('figure, .block');
  first?.before(bar);
  return {
    show: (shown) => {
      bar.hidden = shown === null;
      text.textContent = shown ?? '';
    },
  };
}
