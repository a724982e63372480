# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# KF6::Archive: the system's KF6 where there is one; else the static library that tools/karchive.sh
# built from the distribution's own source into the cache folder.
find_package(KF6Archive QUIET)
