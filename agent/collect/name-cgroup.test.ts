import { expect, test } from 'vitest';
import { nameCgroup } from './name-cgroup.ts';

const ID = '942b476921d8001bc53b35e48954a3a280e4a4cdceee8f13dc9396caf72de7f7';

test.each([
  [`/system.slice/docker-${ID}.scope`, 'docker', ID],
  [`/docker/${ID}`, 'docker', ID],
  [`/machine.slice/libpod-${ID}.scope`, 'podman', ID],
  [`/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${ID}.scope`, 'podman', ID],
  [`/libpod_parent/libpod-${ID}`, 'podman', ID],
  [
    `/kubepods.slice/kubepods-burstable.slice/kubepods-pod1.slice/cri-containerd-${ID}.scope`,
    'containerd',
    ID,
  ],
  [`/kubepods/burstable/pod1/${ID}`, 'containerd', ID],
  [`/default/${ID}`, 'containerd', ID],
  [`/kubepods.slice/crio-${ID}.scope`, 'crio', ID],
  ['/lxc.payload.web01', 'lxc', 'web01'],
  ['/system.slice/nginx.service', 'systemd', 'nginx.service'],
  ['/machine.slice/machine-qemu\\x2d1.scope', 'systemd', 'machine-qemu\\x2d1.scope'],
])('%s', (path, runtime, id) => {
  expect(nameCgroup(path)).toEqual({ runtime, id });
});

test.each([
  '/system.slice',
  '/docker',
  `/machine.slice/libpod-conmon-${ID}.scope`,
  `/kubepods.slice/crio-conmon-${ID}.scope`,
  `/docker/${ID.slice(1)}`,
  `/other/${ID}`,
  '/',
  '',
])('%s is nobody’s', (path) => {
  expect(nameCgroup(path)).toBeNull();
});
