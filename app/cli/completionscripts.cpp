// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/completionscripts.h"

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

/** Without the package bash-completion; compopt is missing in the bash 3.2 of macOS. */
constexpr char kBash[] = R"(# bash completion of porticoctl, made by: porticoctl completion bash
_porticoctl()
{
    local line IFS=$'\n'
    COMPREPLY=()
    while read -r line; do
        case $line in
        :files)
            compopt -o filenames 2>/dev/null
            COMPREPLY+=($(compgen -f -- "$2"))
            ;;
        *) COMPREPLY+=("${line%%$'\t'*}") ;;
        esac
    done < <("$1" completion suggest -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _porticoctl porticoctl
)";

/** As a file `_porticoctl` in $fpath, or read by `source`. */
constexpr char kZsh[] = R"(#compdef porticoctl
# zsh completion of porticoctl, made by: porticoctl completion zsh
_porticoctl()
{
    local line word files=''
    local -a suggested
    while IFS= read -r line; do
        if [[ $line == ':files' ]]; then
            files=yes
        else
            word=${line%%$'\t'*}
            suggested+=("${word//:/\\:}:${line#*$'\t'}")
        fi
    done < <("${words[1]}" completion suggest -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    if [[ $PREFIX == -* ]]; then
        (( $#suggested )) && _describe -o 'option' suggested
    else
        (( $#suggested )) && _describe 'word' suggested
    fi
    [[ -n $files ]] && _files
}
if [[ ${funcstack[1]:-} == _porticoctl ]]; then
    _porticoctl "$@"
else
    compdef _porticoctl porticoctl
fi
)";

constexpr char kFish[] = R"(# fish completion of porticoctl, made by: porticoctl completion fish
function __porticoctl_suggest
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l current (commandline --current-token --cut-at-cursor)
    set -q current[1]; or set current ''
    for line in ($words[1] completion suggest -- $words[2..-1] $current 2>/dev/null)
        if test "$line" = ':files'
            __fish_complete_path "$current"
        else
            printf '%s\n' $line
        end
    end
end
complete --command porticoctl --no-files --keep-order --arguments '(__porticoctl_suggest)'
)";

} // namespace

std::optional<QByteArray> completionScript(const QString &shell)
{
    if (shell == "bash"_L1)
        return kBash;
    if (shell == "zsh"_L1)
        return kZsh;
    if (shell == "fish"_L1)
        return kFish;
    return std::nullopt;
}

} // namespace portico::cli
