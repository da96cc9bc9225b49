import type { CommandShape } from './tree.js';

/** A completion script for bash: source it, or put it into the folder of bash-completion. */
export function bashCompletion(commands: readonly CommandShape[]): string {
  const cases = commands.map(({ name, flags, words }) => {
    const values = flags
      .filter(({ choices }) => choices.length > 0)
      .map(({ names, choices }) => `        ${names.join('|')}) words='${choices.join(' ')}' ;;`);
    const files = flags
      .filter(({ takesValue, choices }) => takesValue && choices.length === 0)
      .flatMap(({ names }) => names);
    const flagWords = flags.flatMap(({ names }) => names).join(' ');
    const branches = [...values, ...(files.length > 0 ? [`        ${files.join('|')}) words='' ;;`] : [])];
    return `    ${name})
      case "$previous" in
${branches.map((branch) => `${branch}\n`).join('')}        *) if [[ "$word" == -* ]]; then words='${flagWords}'; else words='${words.join(' ')}'; fi ;;
      esac
      ;;`;
  });
  return `# bash completion for tfsched
_tfsched() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  if ((COMP_CWORD == 1)); then
    words='${commands.map(({ name }) => name).join(' ')} --help --version'
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _tfsched tfsched
`;
}
