# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Repairs with the real porticoctl, killed at every kind of call that changes the disk.
portico_script_test(faults_repair_kill COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/repair_kill.py" TIMEOUT 600
                    LABELS faults)
portico_script_test(faults_repair_env_kill COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/repair_env_kill.py" TIMEOUT 600
                    LABELS faults)
