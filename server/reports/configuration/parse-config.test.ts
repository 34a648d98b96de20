import { describe, expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { configOptions } from './config-options.ts';
import { parseConfig } from './parse-config.ts';

const FULL = `
title: Before the move
machine: { name: web-01, uuid: 6f1c2b52-4c5f-4b5a-9a63-0d5f8f6d2a10 }
storage_device: auto
network_interface: eth0
data: [a.csv, 'web=b.json']
start: 2026-01-07T15:00:00Z
end: 1767801000
time_zone: Europe/Berlin
compare: old.csv
paper: letter
sections: [cpu, memory]
thresholds:
  cpu_used_p95: { watch: 60, act: 80 }
percentiles: [50, 97.5]
branding: { customer: Globex, accent: '#102030' }
formats: [pdf, html]
output_dir: out
`;

const refusal = (text: string): string => {
  try {
    parseConfig(text, 'machine.yaml');
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  throw new Error('it was accepted');
};

test('every choice of a configuration becomes an option, and auto none', async () => {
  const config = parseConfig(FULL, 'machine.yaml');
  expect(config).toMatchObject({
    machine: { name: 'web-01' },
    data: ['a.csv', 'web=b.json'],
    end: 1767801000,
  });
  expect(await configOptions({ config, folder: '/', source: null })).toEqual({
    title: 'Before the move',
    customer: 'Globex',
    timeZone: 'Europe/Berlin',
    paper: 'letter',
    sections: ['cpu', 'memory'],
    thresholds: { cpu_used_p95: { watch: 60, act: 80 } },
    percentiles: [50, 97.5],
    networkInterface: 'eth0',
    branding: { accent: '#102030' },
  });
});

test.each(['', '# nothing\n', '---\n', '{}'])('%j has no choice', (text) => {
  expect(parseConfig(text, 'machine.yaml')).toEqual({});
});

describe('what is wrong is told with file, line, key and what is allowed', () => {
  test.each([
    [
      'tilte: x',
      'machine.yaml:1: tilte: there is no such key; did you mean title. Known are title, machine,',
    ],
    [
      'title: x\nxyzzy_plugh_nothing: 1',
      'machine.yaml:2: xyzzy_plugh_nothing: there is no such key. Known are',
    ],
    ['branding:\n  acent: x', 'machine.yaml:2: branding.acent: there is no such key; did you mean accent'],
    ['branding:\n  accent: red', 'machine.yaml:2: branding.accent: An accent is a colour such as #2457d6.'],
    ['branding:\n  accent: #2457d6', 'machine.yaml:2: branding.accent: there is nothing behind it'],
    [
      'machine: web',
      'machine.yaml:1: machine: "web" is not a set of keys. Known are name, uuid: write { name: … }.',
    ],
    ['title: ""', 'machine.yaml:1: title: it is empty. Say something or leave the key out.'],
    ['percentiles: 95', 'machine.yaml:1: percentiles: 95 is not a list. Write [95].'],
    [
      'sections: [cpu, memry]',
      'sections.1: "memry" is not allowed; did you mean memory. Allowed are comparison',
    ],
    [
      'sections:\n  - cpu\n  - disks',
      'machine.yaml:3: sections.1: "disks" is not allowed; did you mean disk',
    ],
    ['sections: []', 'sections: [] is not allowed: at least 1 of them.'],
    ['formats: docx', 'formats: "docx" is not a list. Write [docx].'],
    ['formats: [docx]', 'formats.0: "docx" is not allowed. Allowed are pdf, html.'],
    ['data: 3', 'data: 3 is not allowed. The files or folders'],
    ['formats: pdf', 'machine.yaml:1: formats: "pdf" is not a list. Write [pdf].'],
    ['title: x\nstart: noon', 'machine.yaml:2: start: "noon" is not a time; write'],
    ['compare_end: 2026', 'machine.yaml:1: compare_end: "2026" is not a time'],
    ['paper: A5', 'machine.yaml:1: paper: "A5" is not allowed; did you mean a4. Allowed are a4, letter.'],
    [
      'thresholds:\n  cpu_used_p95: { watch: 97 }',
      'machine.yaml:2: thresholds.cpu_used_p95: watch (97) must not be above act (95 unless said).',
    ],
    [
      'thresholds:\n  swap_p95: {}\n  filesystem_days: { watch: 3, act: 7 }',
      'machine.yaml:3: thresholds.filesystem_days: watch (3) must not be below act (7).',
    ],
    ['time_zone: Mars', 'time_zone: There is no such time zone.'],
    ['percentiles: [101]', 'percentiles.0: 101 is not allowed: at most 100.'],
    ['percentiles: [-1]', 'percentiles.0: -1 is not allowed: at least 0.'],
    [
      'thresholds:\n  cpu_used_p95:\n    watch: "no"',
      'machine.yaml:3: thresholds.cpu_used_p95.watch: "no" is not a number.',
    ],
    [
      'thresholds:\n  cpu_usd_p95: {}',
      'machine.yaml:2: thresholds.cpu_usd_p95: there is no such key; did you mean cpu_used_p95',
    ],
    ['- title', 'machine.yaml:1: ["title"] is not a set of keys.'],
    ['title: a\ntitle: b', 'machine.yaml:2: this is no YAML: Map keys must be unique.'],
    ['title: [a', 'this is no YAML'],
    ['title: *nobody', 'machine.yaml:1: '],
    ['\u0000', 'machine.yaml:1: '],
  ])('%j', (text, told) => {
    expect(refusal(text)).toContain(told);
  });

  test('all at once, in order of the lines', () => {
    expect(
      refusal('sections: [a]\ntitle: 3\nxy: 1')
        .split('\n')
        .map((line) => line.slice(0, 20)),
    ).toEqual(['machine.yaml:1: sect', 'machine.yaml:2: titl', 'machine.yaml:3: xy: ']);
  });
});
