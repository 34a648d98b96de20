const KEY = 'perfanalysis-report-theme';

/** What was chosen before; a file may have no storage. */
function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then it holds until the page is closed.
  }
}

/** Adds the switch between light and dark; until it is used the system's choice counts. */
export function switchTheme(): void {
  const root = document.documentElement;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  const current = (): string =>
    root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const name = (): void => {
    button.textContent = current() === 'dark' ? 'Light theme' : 'Dark theme';
  };
  const before = remembered();
  if (before === 'dark' || before === 'light') root.dataset.theme = before;
  name();
  button.addEventListener('click', () => {
    root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
    remember(root.dataset.theme);
    name();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name);
  const tools = document.createElement('div');
  tools.className = 'tools';
  tools.append(button);
  document.querySelector('aside')?.append(tools);
}
