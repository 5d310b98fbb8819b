import { CHANNELS, MEMBERS, USERGROUPS } from '../world.ts';

/** What Slack's composer makes of typed text: `& < >` escaped, `@maya`, `@oncall`, `#alerts` and addresses as links. */
export function composed(typed: string): string {
  return escaped(typed)
    .replace(/https?:\/\/[^\s<>]+/g, '<$&>')
    .replace(
      /(^|\s)@([\w.-]+)/g,
      (whole, space: string, name: string) => `${space}${mention(name) ?? whole.trimStart()}`,
    )
    .replace(
      /(^|\s)#([\w-]+)/g,
      (whole, space: string, name: string) => `${space}${link(name) ?? whole.trimStart()}`,
    );
}

/** Text of a slash command: escaped, its mentions left as they were typed. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function mention(name: string): string | undefined {
  const person = MEMBERS.find((member) => member.name === name.toLowerCase());
  if (person) return `<@${person.id}>`;
  const group = USERGROUPS.find(({ handle }) => handle === name.toLowerCase());
  return group && `<!subteam^${group.id}>`;
}

function link(name: string): string | undefined {
  const channel = CHANNELS.find((one) => !one.is_im && one.name === name.toLowerCase());
  return channel && `<#${channel.id}|${channel.name}>`;
}
