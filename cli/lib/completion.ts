import type { Argument, Command, Option } from 'commander';

/** What the API knows of an argument; [] where it is not asked or does not answer. */
export type Lookup = (kind: 'vm' | 'run') => Promise<string[]>;

/** Candidates for the last of `words` (what was typed after the program's name, the last one perhaps empty). */
export async function candidates(program: Command, words: readonly string[], lookup: Lookup): Promise<string[]> {
  const typed = words.at(-1) ?? '';
  let command = program;
  let operands = 0;
  let open: Option | undefined;
  for (const word of words.slice(0, -1)) {
    const isValue = open !== undefined && !word.startsWith('-');
    // A variadic option takes words until the next option.
    if (isValue && open?.variadic !== true) open = undefined;
    if (isValue) continue;
    open = undefined;
    if (word.startsWith('-')) {
      const option = optionsOf(command, program).find(({ long, short }) => word === long || word === short);
      if (option !== undefined && (option.required || option.optional)) open = option;
      continue;
    }
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) operands += 1;
    else command = next;
  }
  const all = typed.startsWith('-')
    ? optionsOf(command, program).flatMap(({ long, short }) => [long ?? short ?? ''])
    : open !== undefined
      ? (open.argChoices ?? [])
      : command.commands.length > 0 && operands === 0
        ? command
            .createHelp()
            .visibleCommands(command)
            .map((each) => each.name())
        : await ofArgument(command.registeredArguments[operands], lookup);
  return all.filter((candidate) => candidate.startsWith(typed));
}

function optionsOf(command: Command, program: Command): readonly Option[] {
  return command === program ? command.options : [...command.options, ...program.options];
}

async function ofArgument(argument: Argument | undefined, lookup: Lookup): Promise<string[]> {
  const name = argument?.name();
  if (name === 'vm' || name === 'run') return lookup(name);
  return argument?.argChoices ?? [];
}

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What each shell runs to be told candidates by this program; where there are none, bash offers files. */
export const SCRIPTS: Record<Shell, string> = {
  bash: `_failoverctl() {
  local IFS=$'\\n'
  COMPREPLY=($(failoverctl complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _failoverctl failoverctl`,
  zsh: `#compdef failoverctl
_failoverctl() {
  local -a found
  found=("\${(@f)$(failoverctl complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n $found[1] ]]; then compadd -a found; else _files; fi
}
compdef _failoverctl failoverctl`,
  fish: `complete -c failoverctl -a '(failoverctl complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'`,
};
