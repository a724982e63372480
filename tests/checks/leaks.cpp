// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Leaks of libraries that are not ours, for programs built with the sanitizers. Compiled in,
// because the parts of portico-helper are started with a clean environment.

extern "C" const char *__lsan_default_suppressions();

extern "C" const char *__lsan_default_suppressions()
{
    // PCRE2's match data, left behind with every clone and every local read of a repository. The
    // stack ends inside PCRE2; libgit2 1.5 is taken for its caller.
    return "leak:libpcre2-8\n";
}
