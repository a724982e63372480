# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# The storage operations of core/io and core/settings under every fault of the disk.
add_executable(storageop "${CMAKE_CURRENT_LIST_DIR}/storageop.cpp"
    "${CMAKE_CURRENT_LIST_DIR}/storagedocuments.cpp" "${CMAKE_CURRENT_LIST_DIR}/storagetrees.cpp")
target_link_libraries(storageop PRIVATE portico_options core_io core_settings)
set_target_properties(storageop PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")

file(GLOB scripts CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/storage_*.py")
foreach(script IN LISTS scripts)
    get_filename_component(name ${script} NAME_WE)
    portico_script_test(faults_${name} COMMAND ${Python3_EXECUTABLE} "${script}" TIMEOUT 600 LABELS faults)
endforeach()
