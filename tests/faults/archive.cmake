# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Unpacking in the real helper, killed at every call that changes the disk and on full disks.
add_executable(archiveop "${CMAKE_CURRENT_LIST_DIR}/archiveop.cpp")
target_link_libraries(archiveop PRIVATE portico_options core_archive core_process core_io)
set_target_properties(archiveop PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
add_dependencies(archiveop portico-helper)

file(GLOB scripts CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/archive_*.py")
foreach(script IN LISTS scripts)
    get_filename_component(name ${script} NAME_WE)
    portico_script_test(faults_${name} COMMAND ${Python3_EXECUTABLE} "${script}" TIMEOUT 600 LABELS faults)
endforeach()
