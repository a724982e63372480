# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Making a library what a file declares, with the real porticoctl, killed at writes.
portico_script_test(faults_site_kill COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/site_kill.py" TIMEOUT 600 LABELS faults)
