/** What went wrong with a form, above its fields; read out when it appears. */
export function FormFault({ text }: { text: string | null }) {
  return (
    // Without a text it must be there, for screen readers, but take no room.
    <div role="alert" className="mb-4 empty:absolute">
      {text && (
        <p className="rounded-lg border border-line bg-act-weak px-3 py-2.5 text-[13px] text-act">{text}</p>
      )}
    </div>
  );
}
