# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# An AppImage replaced under kills. The download before it: network_kill; what is believed: storage_kill.
add_executable(appupdateop "${CMAKE_CURRENT_LIST_DIR}/appupdateop.cpp")
target_link_libraries(appupdateop PRIVATE portico_options core_appupdate)
set_target_properties(appupdateop PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
portico_script_test(faults_appupdate_kill
    COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/appupdate_kill.py" TIMEOUT 600 LABELS faults)
