# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Network Concurrent Svg Test LinguistTools)
find_package(Qt6Keychain REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(LibArchive REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(LibGit2 REQUIRED IMPORTED_TARGET libgit2)
include(KArchive) # KF6::Archive: the system's, else a static one from the cache folder
