interface SkeletonProps {
  className?: string;
  /** px, where it is reckoned. */
  height?: number;
}

/** A quiet block in the place and size of what is coming. */
export function Skeleton({ className = '', height }: SkeletonProps) {
  return <span aria-hidden="true" className={`skeleton block ${className}`} style={{ height }} />;
}
