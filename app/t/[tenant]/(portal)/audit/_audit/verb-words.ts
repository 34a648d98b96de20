const WORDS: Readonly<Record<string, string>> = {
  'session.start': 'Signed in',
  'session.end': 'Signed out other sessions',
  'session.sign_out': 'Signed out',
  'account.forgot_password': 'Asked for a new password by mail',
  'account.link_identity': 'Linked their account to the identity provider',
  'second_factor.begin': 'Began to set up a second factor',
  'second_factor.on': 'Switched their second factor on',
  'second_factor.off': 'Switched their second factor off',
  'second_factor.renew_codes': 'Made new recovery codes',
  'account.change_password': 'Changed their password',
  'account.reset_password': 'Chose a new password by link',
  'member.invite': 'Invited',
  'member.withdraw': 'Withdrew the invitation of',
  'member.join': 'Joined',
  'member.change_role': 'Changed the role of',
  'member.remove': 'Removed the member',
  'member.leave': 'Left',
  'member.reset_password': 'Made a link for a new password of',
  'member.reset_second_factor': 'Took the second factor away from',
  'api_key.create': 'Made the API key',
  'api_key.rotate': 'Rotated the API key',
  'api_key.revoke': 'Revoked the API key',
  'api_key.new_address': 'Used an API key from a new address',
  'machine.register': 'Registered the machine',
  'machine.update': 'Changed the machine',
  'machine.merge': 'Merged machines into',
  'machine.delete': 'Deleted the machine',
  'collection.update': 'Named a session of',
  'collection.delete': 'Deleted a session of',
  'collection.delete_samples': 'Deleted a session with its samples of',
  'upload.store': 'Uploaded',
  'upload.cancel': 'Gave up the upload',
  'report.request': 'Ordered the report',
  'report.cancel': 'Gave up the report',
  'report.delete': 'Deleted the report',
  'report.share': 'Made a link to the report',
  'report.unshare': 'Ended a link to the report',
  'report.open_shared': 'Opened by link the report',
  'report.branding': 'Changed the look of reports',
  'schedule.create': 'Made the schedule',
  'schedule.update': 'Changed the schedule',
  'schedule.run': 'Ran the schedule',
  'schedule.delete': 'Deleted the schedule',
  'samples.export': 'Exported samples of',
  'audit.export': 'Exported the audit trail',
  'tenant.settings': 'Changed the settings',
  'tenant.open': 'Opened the portal',
  'tenant.export': 'Exported everything of',
  'tenant.delete': 'Asked to delete the portal',
  'tenant.take_back': 'Took back the portal',
  'domain.add': 'Added the domain',
  'domain.prove': 'Proved the domain',
  'domain.lose': 'Lost the domain',
  'domain.remove': 'Removed the domain',
};

/** What was done, in words; a verb without words as it is. */
export const verbWords = (verb: string): string => WORDS[verb] ?? verb;

/** The details of an entry in one line: "from viewer, to admin". */
export const detailWords = (details: Readonly<Record<string, unknown>>): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(
      ([name, value]) =>
        `${name.replaceAll('_', ' ')} ${Array.isArray(value) ? value.join(' ') : String(value)}`,
    )
    .join(', ');
