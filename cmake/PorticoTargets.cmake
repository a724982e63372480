# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT

# portico_library(<folder> [LINK ...] [PRIVATE_LINK ...])
# The folder's sources as a static library `core_<folder>`. LINK names what its headers need.
function(portico_library folder)
    cmake_parse_arguments(ARG "" "" "LINK;PRIVATE_LINK" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
    list(FILTER sources EXCLUDE REGEX "_(linux|mac|win|unix)\\.cpp$")
    file(GLOB host_sources CONFIGURE_DEPENDS ${PORTICO_HOST_SOURCES})
    add_library(core_${folder} STATIC ${sources} ${host_sources})
    set_target_properties(core_${folder} PROPERTIES LINKER_LANGUAGE CXX)
    target_link_libraries(core_${folder}
        PUBLIC portico_options Qt6::Core ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
    portico_precompile(core_${folder})
endfunction()

# Files that belong to one system end in _linux, _mac, _unix (both) or _win.
if(WIN32)
    set(PORTICO_HOST_SOURCES *_win.cpp)
elseif(APPLE)
    set(PORTICO_HOST_SOURCES *_mac.cpp *_unix.cpp)
else()
    set(PORTICO_HOST_SOURCES *_linux.cpp *_unix.cpp)
endif()

# portico_tests(<prefix> LINK ... [TIMEOUT seconds] [LABELS ...])
# Every tst_*.cpp of this folder as a Qt Test program `<prefix>_<name>`, run offscreen with an
# empty home folder.
function(portico_tests prefix)
    file(GLOB sources CONFIGURE_DEPENDS tst_*.cpp)
    foreach(source IN LISTS sources)
        get_filename_component(name ${source} NAME_WE)
        string(REPLACE "tst_" "${prefix}_" name ${name})
        portico_test(${name} SOURCE ${source} ${ARGN})
    endforeach()
endfunction()

# What `test.sh` builds under the sanitizers: all tests of core, with the helper.
add_custom_target(core_tests)

# The moc file that a test program includes at its end. CMake's AUTOMOC would add a target and a
# compiled file to each of the two hundred.
function(portico_moc target source)
    get_filename_component(name ${source} NAME_WE)
    set(folder "${CMAKE_CURRENT_BINARY_DIR}/moc")
    file(MAKE_DIRECTORY "${folder}")
    add_custom_command(OUTPUT "${folder}/${name}.moc" DEPENDS ${source}
        COMMAND Qt6::moc -o "${folder}/${name}.moc" ${source} VERBATIM)
    target_sources(${target} PRIVATE "${folder}/${name}.moc")
    target_include_directories(${target} PRIVATE "${folder}")
    set_target_properties(${target} PROPERTIES AUTOMOC OFF AUTORCC OFF)
endfunction()

# portico_test(<name> SOURCE ... LINK ... [TIMEOUT seconds] [LABELS ...])
# Programs of tests/core get the label `core` and belong to the target core_tests.
function(portico_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT;SOURCE" "LINK;LABELS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    add_executable(${name} ${ARG_SOURCE})
    portico_moc(${name} ${ARG_SOURCE})
    target_link_libraries(${name} PRIVATE portico_options Qt6::Test ${ARG_LINK}
                                          $<$<BOOL:${PORTICO_SANITIZE}>:portico_leaks>)
    portico_precompile(${name})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_compile_definitions(${name} PRIVATE
        PORTICO_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}" PORTICO_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    if(CMAKE_CURRENT_SOURCE_DIR MATCHES "/tests/core/")
        add_dependencies(core_tests ${name} portico-helper)
        list(APPEND ARG_LABELS core)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;HOME=${CMAKE_BINARY_DIR}/tests/home;PORTICO_HELPER=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/portico-helper")
endfunction()

# portico_script_test(<name> COMMAND ... [TIMEOUT seconds] [LABELS ...])
# A test written as a script; its last line is `N passed, N failed, N skipped`; exit code 77: skipped.
function(portico_script_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "COMMAND;LABELS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    add_test(NAME ${name} COMMAND ${ARG_COMMAND})
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}" SKIP_RETURN_CODE 77
        ENVIRONMENT "LC_ALL=C.UTF-8;PYTHONDONTWRITEBYTECODE=1;PORTICO_BIN_DIR=${CMAKE_RUNTIME_OUTPUT_DIRECTORY};PORTICO_SOURCE_DIR=${CMAKE_SOURCE_DIR};PORTICO_BUILD_DIR=${CMAKE_BINARY_DIR}")
endfunction()
