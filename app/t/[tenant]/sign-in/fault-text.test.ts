import { expect, test } from 'vitest';
import { faultText } from './fault-text.ts';

test.each([
  ['CredentialsSignin', /is wrong/],
  ['RATE_LIMITED:30', /in 30 seconds\./],
  ['RATE_LIMITED:600', /in 10 minutes\./],
  ['RATE_LIMITED:x', /in a moment\./],
  ['RATE_LIMITED', /in a moment\./],
  ['TENANT_SUSPENDED', /suspended/],
  ['INVALID_CREDENTIALS:wrong', /code is wrong/],
  ['OIDC:FORBIDDEN', /not a member/],
  ['OIDC:TENANT_SUSPENDED', /suspended/],
  ['OIDC:toString', /could not sign you in/],
  ['OAuthCallback', /provider did not/],
  ['<script>', /could not sign you in/],
  ['', /could not sign you in/],
])('%s', (error, text) => {
  expect(faultText(error)).toMatch(text);
});
