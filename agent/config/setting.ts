/** One setting: how it is called, what it means, and how its text becomes a value (undefined: refused). */
export interface Setting<Value> {
  /** The flag without its dashes; also the key in the configuration file. */
  flag: string;
  env: string;
  fallback: () => string;
  allowed: string;
  help: string;
  parse: (text: string) => Value | undefined;
  /** A flag without a value. */
  isSwitch?: true;
  /** How --print-config shows it; as it is, unless given. */
  show?: (text: string) => string;
}

/** A table of settings by their name in Settings. */
export type SettingTable<Values> = { readonly [Key in keyof Values]: Setting<Values[Key]> };
