import type { parseArgs } from 'node:util';
import { KINDS } from '../contract/sample.ts';

/** Every flag of every command: as parseArgs wants it, with what help and completion say of it. */
export const OPTIONS = {
  server: { type: 'string', value: 'URL', help: 'the portal, such as https://acme.example.com' },
  key: { type: 'string', value: 'KEY', help: 'API key; better in PCCTL_APIKEY, which others cannot see' },
  'insecure-http': { type: 'boolean', help: 'allow plain http to other machines' },
  json: { type: 'boolean', help: 'print JSON' },
  help: { type: 'boolean', short: 'h', help: 'this text; after a command, its own' },
  version: { type: 'boolean', help: 'the version' },
  email: { type: 'string', value: 'ADDRESS', help: 'whom to sign in; asked for without it' },
  q: { type: 'string', value: 'TEXT', help: 'part of the name' },
  status: {
    type: 'string',
    value: 'STATUS',
    help: 'online, late, offline or never',
    values: ['online', 'late', 'offline', 'never'],
  },
  tag: { type: 'string', multiple: true, value: 'NAME=VALUE', help: 'a tag; may be repeated' },
  'display-name': { type: 'string', value: 'TEXT', help: 'the name that people read' },
  provider: { type: 'string', value: 'NAME', help: 'cloud provider' },
  region: { type: 'string', value: 'NAME', help: 'cloud region' },
  'instance-type': { type: 'string', value: 'NAME', help: 'instance type' },
  'hourly-cost': { type: 'string', value: 'NUMBER', help: 'cost per hour' },
  scopes: {
    type: 'string',
    value: 'LIST',
    help: 'ingest, read, write, admin; with commas between',
    values: ['ingest', 'read', 'write', 'admin'],
  },
  machine: {
    type: 'string',
    value: 'MACHINE',
    help: 'the machine it is for, by name; for a key the only one',
  },
  counters: {
    type: 'string',
    value: 'WHAT',
    help: 'what the columns are: rate or cumulative [rate]',
    values: ['rate', 'cumulative'],
  },
  start: {
    type: 'string',
    value: 'TIME',
    help: 'from, included; ISO 8601 or Unix seconds [24 h before the end]',
  },
  end: { type: 'string', value: 'TIME', help: 'to, excluded [now]' },
  format: {
    type: 'string',
    value: 'FORMAT',
    help: 'of samples csv, json or parquet [csv]; of reports pdf, html or both [both]',
    values: ['csv', 'json', 'parquet', 'pdf', 'html', 'both'],
  },
  resolution: {
    type: 'string',
    value: 'STEP',
    help: 'raw, 15s, 1m, 5m or 1h [raw]',
    values: ['raw', '15s', '1m', '5m', '1h'],
  },
  kind: { type: 'string', value: 'KIND', help: `${KINDS.join(', ')} [host]`, values: KINDS },
  output: {
    type: 'string',
    short: 'o',
    value: 'FILE',
    help: 'where to; - is standard output [as the portal names it, here]',
  },
  machines: { type: 'string', value: 'LIST', help: 'machines by name, at most six; with commas between' },
  title: { type: 'string', value: 'TEXT', help: 'title of the report' },
  customer: { type: 'string', value: 'TEXT', help: 'whom the report is for' },
  sections: {
    type: 'string',
    value: 'LIST',
    help: 'sections of the report, such as cpu,memory,disk [all]',
  },
  'time-zone': { type: 'string', value: 'ZONE', help: 'zone of the times in the report [UTC]' },
  paper: {
    type: 'string',
    value: 'SIZE',
    help: 'paper of the PDF: a4 or letter [a4]',
    values: ['a4', 'letter'],
  },
  'compare-previous': { type: 'boolean', help: 'compare with the same length just before' },
  wait: { type: 'boolean', help: 'wait until the report is done' },
} as const;

export type OptionName = keyof typeof OPTIONS;

/** The flags that were given. */
export type Flags = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** What every command takes. */
export const GLOBAL_OPTIONS: readonly OptionName[] = [
  'server',
  'key',
  'insecure-http',
  'json',
  'help',
  'version',
];
