# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Keeping for offline and rebuilding with the real porticoctl, killed at writes, and on a disk that gets full.
file(GLOB scripts CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/vendor_*.py")
foreach(script IN LISTS scripts)
    get_filename_component(name ${script} NAME_WE)
    portico_script_test(faults_${name} COMMAND ${Python3_EXECUTABLE} "${script}" TIMEOUT 600 LABELS faults)
endforeach()
