// Runs before anything else in the browser.
import { config } from 'zod/v4/core';

// The pages' policy lets no text become code; zod would try.
config({ jitless: true });
