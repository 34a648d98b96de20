import type { InterfaceFacts } from '../procfs/sysfs.ts';

/** Names of interfaces that carry what another one carries: bridges, bonds, tunnels, containers' ends, VLANs. */
const VIRTUAL =
  /^(lo$|veth|br|docker|podman|virbr|vnet|bond|team|tun|tap|wg|tailscale|zt|cni|flannel|cali|cilium|weave|kube|nodelocaldns|lxc|lxd|dummy|ifb|vlan|vxlan|geneve|gre|gretap|erspan|sit|ip6|ip_vti|tunl|teql|nlmon|macvlan|macvtap|ipvlan|ovs|ppp)|[.@]/;

/**
 * The interfaces that the host's totals count, so that each packet is counted once: physical NICs, not lo, bridges,
 * bonds, tunnels and VLANs. By the recorded facts where an interface has them, by name otherwise. A physical NIC under
 * a physical master is left out: Azure's accelerated networking shows the same packets on the VF and on its netvsc
 * master. A machine without any physical NIC (a container, whose eth0 is one end of a veth pair) is judged by name
 * alone, and where all names look virtual everything but lo counts.
 */
export function physicalInterfaces(
  names: readonly string[],
  facts: Readonly<Record<string, InterfaceFacts>> = {},
): ReadonlySet<string> {
  const factsOf = (name: string): InterfaceFacts | undefined =>
    Object.hasOwn(facts, name) ? facts[name] : undefined;
  const underPhysical = (fact: InterfaceFacts): boolean =>
    fact.master !== null && factsOf(fact.master)?.physical === true;

  const physical = names.filter((name) => {
    const fact = factsOf(name);
    return fact ? fact.physical && !underPhysical(fact) : !VIRTUAL.test(name);
  });
  if (physical.length > 0) return new Set(physical);
  const named = names.filter((name) => !VIRTUAL.test(name));
  return new Set(named.length > 0 ? named : names.filter((name) => name !== 'lo'));
}
