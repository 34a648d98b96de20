import type { SlugCheck } from './use-slug-check.ts';

interface SlugFieldProps {
  slug: string;
  base: string;
  check: SlugCheck;
  /** The server has just refused it. */
  wrong: boolean;
  onChange: (slug: string) => void;
}

/** The portal's address, with what is known of it below: free, or why not and what is. */
export function SlugField({ slug, base, check, wrong, onChange }: SlugFieldProps) {
  return (
    <div>
      <label className="block">
        <span className="mb-1.5 block text-[13px] font-medium">Address of the portal</span>
        <span className="flex items-center gap-2">
          <input
            className="field min-w-0 flex-1"
            name="slug"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={63}
            required
            value={slug}
            aria-invalid={wrong || check.state === 'wrong'}
            aria-describedby="slug-help"
            onChange={({ target }) => onChange(target.value.toLowerCase().trim())}
          />
          <span className="max-w-[50%] shrink-0 truncate text-[13px] text-text-2">.{base}</span>
        </span>
      </label>
      <div id="slug-help" role="status" data-testid="slug-state" className="mt-1.5 min-h-5 text-[13px]">
        {check.state === 'empty' && (
          <p className="text-text-2">Small letters, digits and hyphens. It stays as it is.</p>
        )}
        {check.state === 'checking' && <p className="text-text-2">Looking whether it is free</p>}
        {check.state === 'free' && <p className="text-good">It is free.</p>}
        {check.state === 'unknown' && (
          <p className="text-text-2">Whether it is free is seen when the portal is opened.</p>
        )}
        {check.state === 'wrong' && (
          <p className="text-act">
            {check.fault}{' '}
            {check.suggestion !== null && (
              <button
                type="button"
                className="text-accent underline"
                onClick={() => onChange(check.suggestion ?? slug)}
              >
                Take {check.suggestion}
              </button>
            )}
          </p>
        )}
      </div>
    </div>
  );
}
