# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# A download under kills and a full disk, from a server in another process that survives them.
add_executable(downloadop "${CMAKE_CURRENT_LIST_DIR}/downloadop.cpp")
target_link_libraries(downloadop PRIVATE portico_options core_net)
set_target_properties(downloadop PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")

foreach(name network_kill network_full)
    portico_script_test(faults_${name}
        COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/${name}.py" TIMEOUT 600 LABELS faults)
endforeach()
