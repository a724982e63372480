// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/githandles.h"

#include <git2.h>

namespace portico {

namespace {

/** Configuration of the computer and of the person may redirect addresses, switch checks off and
 *  name programs: none of it is read. Repositories of other people on this computer are opened, as
 *  nothing in them is ever run. */
void configure()
{
    for (const int level : {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
                            GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL})
        git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

} // namespace

GitLibrary::GitLibrary()
{
    static const bool isStarted = [] {
        git_libgit2_init();
        configure();
        return true;
    }();
    Q_UNUSED(isStarted)
}

} // namespace portico
