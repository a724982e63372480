# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Network Concurrent Svg Test LinguistTools)
find_package(Qt6Keychain REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(LibArchive REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(LibGit2 REQUIRED IMPORTED_TARGET libgit2)
# Headers only, and Debian 12 ships no CMake package of it.
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
mark_as_advanced(TOMLPLUSPLUS_INCLUDE_DIR)
add_library(Portico::Toml INTERFACE IMPORTED)
target_include_directories(Portico::Toml SYSTEM INTERFACE "${TOMLPLUSPLUS_INCLUDE_DIR}")
# Runs proxy scripts (PAC) in portico-helper; optional.
find_path(DUKTAPE_INCLUDE_DIR duktape.h)
find_library(DUKTAPE_LIBRARY duktape)
mark_as_advanced(DUKTAPE_INCLUDE_DIR DUKTAPE_LIBRARY)
if(DUKTAPE_INCLUDE_DIR AND DUKTAPE_LIBRARY AND NOT TARGET Duktape::Duktape)
    add_library(Duktape::Duktape UNKNOWN IMPORTED)
    set_target_properties(Duktape::Duktape PROPERTIES
        IMPORTED_LOCATION "${DUKTAPE_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${DUKTAPE_INCLUDE_DIR}")
endif()
include(KArchive) # KF6::Archive: the system's, else a static one from the cache folder
