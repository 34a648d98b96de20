import { expect, test } from 'vitest';
import { linkSpeeds } from './link-speeds.ts';

const link = (physical: boolean, speedMbps: number | null, master: string | null = null) => ({
  physical,
  speedMbps,
  master,
});

test('speeds are those of physical links and their bonds; nobody guesses the others', () => {
  const net = {
    bond0: link(false, 20_000),
    eth0: link(true, 10_000, 'bond0'),
    eth1: link(true, 10_000, 'bond0'),
    eth2: link(true, null),
    veth1: link(false, 10_000, 'docker0'),
    docker0: link(false, 10_000),
    lo: link(false, null),
  };
  expect(linkSpeeds({ net })).toEqual({ bond0: 20_000, eth0: 10_000, eth1: 10_000 });
});
