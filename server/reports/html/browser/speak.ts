let region: HTMLElement | null = null;

/** Has a screen reader say something, once it is done with what it says. */
export function speak(text: string): void {
  if (!region) {
    region = document.createElement('div');
    region.className = 'hidden';
    region.setAttribute('aria-live', 'polite');
    document.body.append(region);
  }
  region.textContent = text;
}
