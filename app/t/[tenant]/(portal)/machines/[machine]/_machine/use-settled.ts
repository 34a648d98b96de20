'use client';
import { useEffect, useRef } from 'react';

/** The value as it last was when it was settled, so that nothing is half the former and half the next. */
export function useSettled<T>(value: T, settled: boolean): T {
  const last = useRef(value);
  useEffect(() => {
    if (settled) last.current = value;
  }, [value, settled]);
  return settled ? value : last.current;
}
