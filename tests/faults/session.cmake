# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# How sessions end, and what a flood of log lines does to them.
foreach(name orphans flood)
    portico_script_test(faults_${name} COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/${name}.py"
        TIMEOUT 600 LABELS faults)
endforeach()
