import type { State } from '../report-model.ts';
import { html, type Markup } from './html.ts';

/** A state as a word; its colour only repeats it. */
export const statePill = (state: State): Markup =>
  html`<span class="pill ${state}">${state === 'unrated' ? 'not rated' : state}</span>`;
