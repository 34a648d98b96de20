import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerId } from './name-cgroup.ts';

/**
 * What people call a container, from the files of its runtime below `root`; '' where they may not be read or say
 * nothing, the unit's name for systemd.
 */
export function nameContainer({ runtime, id }: ContainerId, root: string): string {
  const read = (path: string): unknown => readJson(join(root, path));
  switch (runtime) {
    case 'docker': {
      const name = text(field(read(`var/lib/docker/containers/${id}/config.v2.json`), 'Name'));
      return name.replace(/^\//, '');
    }
    case 'podman':
      return (
        podmanName(read('var/lib/containers/storage/overlay-containers/containers.json'), id) ||
        podmanName(read('var/lib/containers/storage/overlay-containers/volatile-containers.json'), id)
      );
    case 'crio':
      return annotatedName(read(`run/containers/storage/overlay-containers/${id}/userdata/config.json`));
    case 'containerd':
      return (
        annotatedName(read(`run/containerd/io.containerd.runtime.v2.task/k8s.io/${id}/config.json`)) ||
        annotatedName(read(`run/containerd/io.containerd.runtime.v2.task/default/${id}/config.json`))
      );
    default:
      return id;
  }
}

function podmanName(list: unknown, id: string): string {
  const entry: unknown = Array.isArray(list) ? list.find((item) => field(item, 'id') === id) : undefined;
  const names = field(entry, 'names');
  return text(Array.isArray(names) ? names[0] : undefined);
}

/** `pod/container` for Kubernetes, the name for nerdctl. */
function annotatedName(config: unknown): string {
  const say = (key: string): string => text(field(field(config, 'annotations'), key));
  const container = say('io.kubernetes.cri.container-name') || say('io.kubernetes.container.name');
  const pod = say('io.kubernetes.cri.sandbox-name') || say('io.kubernetes.pod.name');
  if (pod !== '') return `${pod}/${container || 'pod'}`;
  return say('nerdctl/name');
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 256) : '');
