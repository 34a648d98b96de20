/**
 * A report's HTML, in an origin of its own: its scripts run, and reach neither this page nor the portal. `file` is a
 * path of this host.
 */
export function HtmlFrame({ file }: { file: string }) {
  return (
    <iframe
      title="The report as HTML"
      src={file}
      sandbox="allow-scripts"
      referrerPolicy="no-referrer"
      className="h-[80vh] w-full rounded-card border border-line bg-white"
    />
  );
}
