/** A link that was just made; null: it went out by mail. */
export interface MadeLink {
  kind: 'invitation' | 'reset';
  link: string | null;
  email: string;
  expiresAt: Date;
}

export interface MembersProps {
  /** The server's clock, Unix ms. */
  now: number;
  /** Id of who looks. */
  self: string;
  /** Name of the portal in its address. */
  portal: string;
  mayManage: boolean;
  /** Whether they may make and unmake owners. */
  mayOwn: boolean;
  /** Whether links go out by mail. */
  mails: boolean;
}
