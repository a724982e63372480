# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# KF6::Archive: the system's KF6 where there is one; else the static library that tools/karchive.sh
# builds once from the distribution's own source into the cache folder (feasible on Qt 6.4, whose
# distributions have no package of it).
find_package(KF6Archive QUIET)
if(NOT KF6Archive_FOUND)
    execute_process(
        COMMAND "${CMAKE_SOURCE_DIR}/tools/karchive.sh" "${Qt6_VERSION}" "${CMAKE_CXX_COMPILER}"
        OUTPUT_VARIABLE karchive_prefix OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE karchive_failed)
    if(karchive_failed)
        message(FATAL_ERROR "KArchive for Qt 6 (KF6Archive) is not here and could not be built; see above.")
    endif()
    find_package(KF6Archive REQUIRED PATHS "${karchive_prefix}" NO_DEFAULT_PATH)
    message(STATUS "KArchive: ${karchive_prefix}")
endif()
