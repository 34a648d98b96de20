const cache = new Map<string, string>();
let cachedTheme: string | undefined;

/**
 * The present value of a token, `--s-user` → `#3b78e7`, for drawing on canvas. `opacity` gives it an alpha channel;
 * tokens are six-digit hex.
 */
export function readColor(token: string, opacity = 1): string {
  const root = document.documentElement;
  if (cachedTheme !== root.dataset.theme) {
    cache.clear();
    cachedTheme = root.dataset.theme;
  }
  let color = cache.get(token);
  if (color === undefined) {
    color = getComputedStyle(root).getPropertyValue(token).trim();
    cache.set(token, color);
  }
  if (opacity === 1) return color;
  return `${color}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`;
}
