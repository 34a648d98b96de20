'use client';
import { useEffect, useState } from 'react';

/**
 * The server's clock in Unix ms, going on in steps of `every` ms. The first value is the one the page was made with,
 * so that both sides write the same text; a browser whose clock is wrong shows right ages all the same.
 */
export function useNow(serverNow: number, every: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const ahead = serverNow - Date.now();
    setNow(serverNow);
    const timer = setInterval(() => setNow(Date.now() + ahead), every);
    return () => clearInterval(timer);
  }, [serverNow, every]);
  // A page that was made again has a later clock; its first drawing must not show the earlier one.
  return Math.max(now, serverNow);
}
