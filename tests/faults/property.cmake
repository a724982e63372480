# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Random operations and faults on one library, three fixed seeds of them. By hand it goes on for as long as one likes.
portico_script_test(faults_property COMMAND ${Python3_EXECUTABLE} "${CMAKE_CURRENT_LIST_DIR}/property.py" TIMEOUT 900 LABELS faults)
