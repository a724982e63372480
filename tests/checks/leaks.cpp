// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Leaks of libraries that are not ours, for programs built with the sanitizers. Compiled in,
// because the parts of portico-helper are started with a clean environment.

extern "C" const char *__lsan_default_suppressions();

extern "C" const char *__lsan_default_suppressions()
{
    // libgit2 1.5 does not free PCRE2's match data where a pattern does not match (git_regexp_match
    // in its regexp.c); seen with every clone.
    return "leak:libpcre2-8\n";
}
