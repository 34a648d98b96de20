/** The version of the agent; a test holds it against package.json, which the shipped single file cannot read. */
export const VERSION = '0.1.0';
