/** A machine as the portal answers it; what pcctl shows of it. */
export interface MachineAnswer {
  id: string;
  machine_id: string;
  display_name: string | null;
  hostname: string | null;
  status: string;
  last_seen: string | null;
  os: string | null;
  kernel: string | null;
  cpu_model: string | null;
  cpu_count: number | null;
  memory_total_mb: number | null;
  cloud_provider: string | null;
  region: string | null;
  instance_type: string | null;
  hourly_cost: number | null;
  tags: Record<string, string>;
  created_at: string;
}
