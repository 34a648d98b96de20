/** Whom a control group belongs to: the runtime, and what that calls it. */
export interface ContainerId {
  runtime: string;
  id: string;
}

const ID = '([0-9a-f]{64})';

/** Names that the runtimes give; `.scope` with systemd as the cgroup driver, without it with cgroupfs. */
const RUNTIMES: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^docker-${ID}\\.scope$`), 'docker'],
  [new RegExp(`/docker/${ID}$`), 'docker'],
  [new RegExp(`^libpod-${ID}(?:\\.scope)?$`), 'podman'],
  [new RegExp(`^(?:cri-containerd|nerdctl)-${ID}\\.scope$`), 'containerd'],
  [new RegExp(`^crio-${ID}(?:\\.scope)?$`), 'crio'],
  [/^lxc\.payload\.([\w.-]{1,200})$/, 'lxc'],
  // containerd without systemd: below the pod with Kubernetes, below its namespace without.
  [new RegExp(`/(?:kubepods/.*|default|k8s\\.io)/${ID}$`), 'containerd'],
  [/^([^/]{1,240}\.(?:scope|service))$/, 'systemd'],
];

/** Helpers that the runtimes put beside a container. */
const HELPER = /^(?:libpod|crio)-conmon-/;

/** Whose group it is, by its path below the root of the hierarchy (`/docker/<id>`); null for a mere folder. */
export function nameCgroup(path: string): ContainerId | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (HELPER.test(name)) return null;
  for (const [pattern, runtime] of RUNTIMES) {
    const id = pattern.exec(pattern.source.startsWith('\\/') ? path : name)?.[1];
    if (id !== undefined) return { runtime, id };
  }
  return null;
}
