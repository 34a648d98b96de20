/** A link as those see it who may end it; the link itself is nowhere. */
export interface ShareView {
  id: string;
  expires_at: string;
  made_by: string | null;
  created_at: string;
  last_opened: string | null;
  opened_count: number;
}
