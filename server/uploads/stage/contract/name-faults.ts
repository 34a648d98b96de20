const LONGEST = 255;
const CONTROL = /\p{Cc}/u;

/** Why this cannot be a machine's name: the rule of registration. Null when it can. */
export function machineFault(name: string): string | null {
  return name.includes('/') || name !== name.trim()
    ? 'invalid_machine_id'
    : entityFault(name) && 'invalid_machine_id';
}

/** Why this cannot be the name of a device, file system or container; null when it can. */
export function entityFault(name: string): string | null {
  return name.length > LONGEST || name === '' || CONTROL.test(name) ? 'invalid_entity' : null;
}
