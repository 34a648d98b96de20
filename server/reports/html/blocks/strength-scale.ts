import { html, type Markup } from '../html.ts';

const STEPS = [0.05, 0.25, 0.5, 0.75, 1];

/** What the strength of a colour means. */
export const strengthScale = (low: string, high: string): Markup =>
  html`<p class="scale"><span>${low}</span>${STEPS.map((step) => html`<span class="step" style="opacity:${step}"></span>`)}<span>${high}</span></p>`;
