import { CONFIG_FILE } from './read-settings.ts';
import { SETTINGS } from './settings.ts';

/** The text of pcc --help. */
export function help(): string {
  const settings = Object.values(SETTINGS).map((setting) => {
    const flag = `--${setting.flag}${'isSwitch' in setting ? '' : ' VALUE'}`;
    const fallback = setting.fallback();
    return `  ${flag.padEnd(24)}${setting.env.padEnd(19)}${setting.help}${fallback ? ` [${fallback}]` : ''}\n`;
  });
  return `pcc records what /proc says, at a fixed interval.

  pcc [settings]           collect until stopped
  pcc once [--json]        print one sample, taken over one second
  pcc doctor [--json]      check what collecting needs, and say what to do; status 1 when something is wrong
  pcc status [--json]      how a running pcc is doing; status 1 when it is not well

A flag goes before its environment variable, that before the same name in the configuration file (flat YAML, without
the dashes), that before the default in brackets.

${settings.join('')}
  --config FILE           PCC_CONFIG         the configuration file [${CONFIG_FILE}]
  --print-config         every setting with its value and source
  --version              the version
  --help, -h             this text
`;
}
