import type { CommandShape } from './tree.js';

/** A completion script for fish: put it into ~/.config/fish/completions/tfsched.fish. */
export function fishCompletion(commands: readonly CommandShape[]): string {
  const lines = ['# fish completion for tfsched'];
  for (const { name, description } of commands) {
    lines.push(`complete -c tfsched -n __fish_use_subcommand -f -a ${name} -d '${quoted(description)}'`);
  }
  for (const { name, flags, words } of commands) {
    const condition = `-n '__fish_seen_subcommand_from ${name}'`;
    if (words.length > 0) lines.push(`complete -c tfsched ${condition} -f -a '${words.join(' ')}'`);
    for (const flag of flags) {
      const names = flag.names.map((flagName) =>
        flagName.startsWith('--') ? `-l ${flagName.slice(2)}` : `-s ${flagName.slice(1)}`,
      );
      const value =
        flag.choices.length > 0 ? ` -x -a '${flag.choices.join(' ')}'` : flag.takesValue ? ' -r' : '';
      lines.push(
        `complete -c tfsched ${condition} ${names.join(' ')}${value} -d '${quoted(flag.description)}'`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
