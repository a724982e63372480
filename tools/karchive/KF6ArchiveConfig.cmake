# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
include(CMakeFindDependencyMacro)
find_dependency(Qt6 COMPONENTS Core)
find_dependency(ZLIB)
find_dependency(BZip2)
find_dependency(LibLZMA)
find_dependency(OpenSSL COMPONENTS Crypto)
find_dependency(PkgConfig)
pkg_check_modules(LibZstd REQUIRED QUIET IMPORTED_TARGET libzstd)
include("${CMAKE_CURRENT_LIST_DIR}/KF6ArchiveTargets.cmake")
