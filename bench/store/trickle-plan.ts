/** When one of many agents delivers, and which of its ticks. */
export interface Delivery {
  machine: number;
  /** Milliseconds behind the start. */
  at: number;
  /** The first and the last tick in it; the agent's first one is 1, or later. */
  firstTick: number;
  lastTick: number;
}

/**
 * All deliveries of agents that tick each `step` full seconds, for the first time after one step, and deliver what they
 * have each `batch` ticks, evenly spread over that time, in the order of time. Every agent delivers `ticks` ticks.
 */
export function planDeliveries(machines: number, ticks: number, batch: number, step = 1): Delivery[] {
  const deliveries: Delivery[] = [];
  for (let machine = 0; machine < machines; machine += 1) {
    const phase = (machine / machines) * batch;
    const late = Math.floor(phase);
    for (let end = batch; end <= ticks; end += batch)
      deliveries.push({
        machine,
        at: (end + phase) * step * 1000,
        firstTick: end - batch + late + 1,
        lastTick: end + late,
      });
  }
  return deliveries.sort((a, b) => a.at - b.at);
}
