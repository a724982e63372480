# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# One interface target carries the language level, warnings and Qt defines to every other target.
add_library(portico_options INTERFACE)
target_compile_features(portico_options INTERFACE cxx_std_20)
target_include_directories(portico_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(portico_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_JAVA_STYLE_ITERATORS
    QT_NO_CONTEXTLESS_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
    PORTICO_VERSION="${PROJECT_VERSION}")
if(NOT MSVC)
    target_compile_options(portico_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
        -Wconversion -Wsign-conversion)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC 12 sees uninitialised reads in the empty half of std::optional (GCC bug 80635).
        target_compile_options(portico_options INTERFACE -Wno-maybe-uninitialized)
    endif()
    if(PORTICO_WERROR)
        target_compile_options(portico_options INTERFACE -Werror)
    endif()
endif()
if(PORTICO_SANITIZE)
    target_compile_options(portico_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(portico_options INTERFACE -fsanitize=address,undefined)
    find_program(PORTICO_LLD ld.lld)
    if(PORTICO_LLD AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        target_link_options(portico_options INTERFACE -fuse-ld=lld) # two hundred programs to link
    endif()
endif()

# Linked into programs that the sanitizers watch: which leaks are not ours.
add_library(portico_leaks OBJECT "${CMAKE_SOURCE_DIR}/tests/checks/leaks.cpp")
set_target_properties(portico_leaks PROPERTIES EXCLUDE_FROM_ALL ON AUTOMOC OFF)
