# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Composing with the real porticoctl, git helper and uv, killed on its way.
portico_script_test(faults_compose_kill
    COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/compose_kill.py" TIMEOUT 600 LABELS faults)
