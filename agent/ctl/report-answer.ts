/** A report as the portal answers it; what pcctl shows of it. */
export interface ReportAnswer {
  id: string;
  machine: { machine_id: string };
  /** All of them; portals of before know one. */
  machines?: { machine_id: string }[];
  start: string;
  end: string;
  status: string;
  error: string | null;
  byte_count: number | null;
  created_at: string;
}
