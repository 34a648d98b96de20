const store = globalThis as typeof globalThis & { perfanalysis?: Map<string, unknown> };

/**
 * One value per process under `key`, made at first use. Next loads the same module once per bundle layer;
 * pools, clients and listeners must not multiply with it.
 */
export function processWide<T>(key: string, make: () => T): T {
  store.perfanalysis ??= new Map();
  if (!store.perfanalysis.has(key)) store.perfanalysis.set(key, make());
  return store.perfanalysis.get(key) as T;
}
