# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Isolated environments with the real porticoctl and uv and a scripted pixi, killed on their way, on full disks, and
# without power.
foreach(name envs_kill envs_full envs_power)
    portico_script_test(faults_${name} COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/${name}.py" TIMEOUT 600
        LABELS faults)
endforeach()
