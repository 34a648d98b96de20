/** What the user chose; `system` follows the operating system. Kept in localStorage under THEME_KEY. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_KEY = 'theme';

/**
 * Runs in <head> before the first paint, so that no page flashes in the other theme. It knows no secret and reads
 * one key. Later changes of the system's theme are followed while the choice is `system`.
 */
export const THEME_SCRIPT = `(function(){var d=document.documentElement,m=matchMedia('(prefers-color-scheme: dark)');
function a(){var t=null;try{t=localStorage.getItem('${THEME_KEY}')}catch(e){}
d.dataset.theme=t==='light'||t==='dark'?t:m.matches?'dark':'light'}
a();m.addEventListener('change',a);addEventListener('storage',a);addEventListener('themechange',a)})()`;
