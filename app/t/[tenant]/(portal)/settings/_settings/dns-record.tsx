/** A record to set in a DNS: its type, name and value, each on its own to be copied. */
export function DnsRecord({ type, name, value }: { type: 'TXT' | 'CNAME'; name: string; value: string }) {
  return (
    <div className="rounded-[7px] bg-surface-2 p-3 text-[13px]">
      <dt className="font-medium">{type}</dt>
      <dd className="mt-1 grid gap-x-3 gap-y-0.5 font-mono text-[12.5px] break-all min-[600px]:grid-cols-[52px_1fr]">
        <span className="font-sans text-text-2">Name</span>
        <code className="select-all">{name}</code>
        <span className="font-sans text-text-2">Value</span>
        <code className="select-all">{value}</code>
      </dd>
    </div>
  );
}
