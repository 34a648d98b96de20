/** When one of many agents delivers, and which of its ticks. */
export interface Delivery {
  machine: number;
  /** Milliseconds behind the start. */
  at: number;
  /** Seconds behind the start of the first and the last tick in it. */
  firstTick: number;
  lastTick: number;
}

/**
 * All deliveries of agents that tick on full seconds from second 1 on and deliver what they have each `batch` seconds,
 * evenly spread over that time, in the order of time. Every agent delivers `seconds` ticks.
 */
export function planDeliveries(machines: number, seconds: number, batch: number): Delivery[] {
  const deliveries: Delivery[] = [];
  for (let machine = 0; machine < machines; machine += 1) {
    const phase = (machine / machines) * batch;
    const late = Math.floor(phase);
    for (let end = batch; end <= seconds; end += batch)
      deliveries.push({
        machine,
        at: (end + phase) * 1000,
        firstTick: end - batch + late + 1,
        lastTick: end + late,
      });
  }
  return deliveries.sort((a, b) => a.at - b.at);
}
