# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Making bundles with the real porticoctl, killed at every kind of call that changes the disk.
portico_script_test(faults_bundles_kill COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/bundles_kill.py" TIMEOUT 1200
                    LABELS faults)
portico_script_test(faults_publish_kill COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/publish_kill.py" TIMEOUT 300
                    LABELS faults)
portico_script_test(faults_bundles_full COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/bundles_full.py" TIMEOUT 300
                    LABELS faults)
