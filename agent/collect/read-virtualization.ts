import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the firmware says → systemd-detect-virt's word for it. */
const VENDORS: readonly (readonly [RegExp, string])[] = [
  [/Amazon EC2/, 'amazon'],
  [/KVM|QEMU|Google|OpenStack|DigitalOcean/, 'kvm'],
  [/Microsoft Corporation[\s\S]*Virtual Machine/, 'microsoft'],
  [/VMware|VMW/, 'vmware'],
  [/innotek|VirtualBox/, 'oracle'],
  [/Xen/, 'xen'],
  [/Parallels/, 'parallels'],
];

/** kvm, vmware, microsoft, xen, …; `vm` for a hypervisor without a name, `none` for bare metal. */
export function readVirtualization(sysRoot: string, cpuinfo: string): string {
  const type = readText(join(sysRoot, 'hypervisor/type')).trim();
  if (type !== '') return type;
  const firmware = ['sys_vendor', 'product_name', 'bios_vendor']
    .map((name) => readText(join(sysRoot, 'class/dmi/id', name)))
    .join('\n');
  const known = VENDORS.find(([pattern]) => pattern.test(firmware));
  if (known) return known[1];
  // CPUID leaf 1, the bit that every hypervisor sets for its guests.
  return /^flags\s*:.*\bhypervisor\b/m.test(cpuinfo) ? 'vm' : 'none';
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
