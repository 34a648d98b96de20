'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Field } from '#app/_components/field.tsx';
import { FormDialog } from '#app/_components/form-dialog.tsx';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { readLogo } from '../_form/read-options.ts';

/** What reports look like unless they say otherwise, for administrators. */
export function BrandingForm() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: branding, isError, refetch } = useQuery(trpc.reports.branding.queryOptions());
  const save = useMutation({
    ...trpc.reports.saveBranding.mutationOptions(),
    onSettled: () => queries.invalidateQueries(trpc.reports.branding.queryFilter()),
  });
  if (!branding)
    return isError ? (
      <InlineError message="The look of reports could not be read." onRetry={() => refetch()} />
    ) : null;
  const submit = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim() || null;
    const file = form.get('logo');
    const fresh = file instanceof File && file.size > 0 ? await readLogo(file) : undefined;
    await save.mutateAsync({
      accent: text('accent'),
      customer: text('customer'),
      ...(fresh !== undefined ? { logo: fresh } : form.get('remove') ? { logo: null } : {}),
    });
  };
  return (
    <FormDialog label="Look" title="The look of reports" action="Save" onSubmit={submit}>
      <p>Every report has it that says nothing else. Reports that are made already stay as they are.</p>
      {branding.logo && (
        <div className="flex flex-wrap items-center gap-4">
          {/* biome-ignore lint/performance/noImgElement: a data URL has nothing to be optimised */}
          <img
            src={branding.logo.dataUrl}
            alt="The logo of now"
            className="max-h-12 max-w-40 rounded bg-white object-contain p-1"
          />
          <label className="flex items-center gap-2.5">
            <input type="checkbox" name="remove" />
            Take the logo away
          </label>
        </div>
      )}
      <Field label="Logo, PNG or JPEG up to 512 KB" name="logo" type="file" accept="image/png,image/jpeg" />
      <Field
        label="Accent colour"
        name="accent"
        defaultValue={branding.accent ?? ''}
        pattern="#[0-9a-fA-F]{6}"
        placeholder="#2457d6"
        title="A colour such as #2457d6"
        autoComplete="off"
      />
      <Field
        label="Customer"
        name="customer"
        defaultValue={branding.customer ?? ''}
        maxLength={200}
        autoComplete="off"
      />
    </FormDialog>
  );
}
