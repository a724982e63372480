# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Building, switching and removing layers with the real uv, killed on their way and on full disks.
add_executable(layerop "${CMAKE_CURRENT_LIST_DIR}/layerop.cpp")
target_link_libraries(layerop PRIVATE portico_options core_installs)
set_target_properties(layerop PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")

file(GLOB scripts CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/layers_*.py")
list(FILTER scripts EXCLUDE REGEX "layers_common.py$")
foreach(script IN LISTS scripts)
    get_filename_component(name ${script} NAME_WE)
    portico_script_test(faults_${name} COMMAND ${Python3_EXECUTABLE} "${script}" TIMEOUT 600 LABELS faults)
endforeach()
