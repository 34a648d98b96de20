import { describe, expect, test } from 'vitest';
import { physicalInterfaces } from './physical-interfaces.ts';

const fact = (physical: boolean, master: string | null = null) => ({ physical, speedMbps: null, master });

describe('physicalInterfaces', () => {
  test.each([
    ['plain host', 'lo eth0', 'eth0'],
    ['predictable names', 'lo enp0s5 eno1 ens3 wlp2s0', 'enp0s5 eno1 ens3 wlp2s0'],
    ['bond', 'lo eth0 eth1 bond0 team0', 'eth0 eth1'],
    [
      'containers',
      'lo eth0 docker0 br-1a2b br0 virbr0 vnet3 veth12ab cni0 flannel.1 cali123 cilium_host',
      'eth0',
    ],
    ['VLAN', 'lo eth0 eth0.100 vlan7', 'eth0'],
    ['tunnels', 'lo eth0 tun0 tap1 wg0 tailscale0 sit0 gre0 ip6tnl0 dummy0 ifb0', 'eth0'],
    ['only virtual names', 'lo veth0 wg0', 'veth0 wg0'],
    ['only lo', 'lo', ''],
  ])('by name: %s', (_name, names, expected) => {
    expect([...physicalInterfaces(names.split(' '))]).toEqual(expected.split(' ').filter(Boolean));
  });

  test('facts go before names, and names fill in for one plugged in later', () => {
    const facts = { lo: fact(false), br0: fact(true), lan: fact(false) };
    expect([...physicalInterfaces(['lo', 'br0', 'lan', 'eth1', 'veth1'], facts)]).toEqual(['br0', 'eth1']);
  });

  test('members of a bond count, their packets are not in a physical master', () => {
    const facts = { eth0: fact(true, 'bond0'), eth1: fact(true, 'bond0'), bond0: fact(false) };
    expect([...physicalInterfaces(Object.keys(facts), facts)]).toEqual(['eth0', 'eth1']);
  });

  test('a VF under its netvsc interface does not count twice', () => {
    const facts = { eth0: fact(true), enP30832s1: fact(true, 'eth0') };
    expect([...physicalInterfaces(Object.keys(facts), facts)]).toEqual(['eth0']);
  });

  test('the virtual eth0 of a container counts', () => {
    const facts = { lo: fact(false), eth0: fact(false), docker0: fact(false) };
    expect([...physicalInterfaces(Object.keys(facts), facts)]).toEqual(['eth0']);
  });
});
