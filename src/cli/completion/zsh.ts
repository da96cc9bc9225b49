import type { CommandShape, Flag } from './tree.js';

/** A completion script for zsh: put it as _tfsched into a folder of $fpath, or source it after compinit. */
export function zshCompletion(commands: readonly CommandShape[]): string {
  const list = commands.map(({ name, description }) => `    '${name}:${quoted(description)}'`).join('\n');
  const cases = commands.map(({ name, flags, words }) => {
    const specs = flags.flatMap((flag) => flag.names.map((flagName) => spec(flagName, flag)));
    const rest = words.length > 0 ? `'*:what:(${words.join(' ')})'` : "'*:file:_files'";
    return `      ${name}) _arguments ${[...specs, rest].join(' \\\n        ')} ;;`;
  });
  return `#compdef tfsched
_tfsched() {
  local -a commands
  commands=(
${list}
  )
  if ((CURRENT == 2)); then
    _describe 'command' commands
  else
    shift words
    ((CURRENT--))
    case "$words[1]" in
${cases.join('\n')}
    esac
  fi
}
if [[ "$funcstack[1]" == _tfsched ]]; then _tfsched "$@"; else compdef _tfsched tfsched; fi
`;
}

function spec(name: string, { description, takesValue, choices }: Flag): string {
  const value = choices.length > 0 ? `:value:(${choices.join(' ')})` : takesValue ? ':value:_files' : '';
  return `'${name}[${quoted(description).replace(/[[\]]/g, '\\$&')}]${value}'`;
}

function quoted(text: string): string {
  return text.replaceAll("'", "'\\''").replaceAll(':', '\\:');
}
