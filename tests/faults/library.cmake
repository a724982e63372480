# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Duplicating an install, cleaning up and moving the library with the real porticoctl, killed at every step.
file(GLOB scripts CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/library_*.py")
foreach(script IN LISTS scripts)
    get_filename_component(name ${script} NAME_WE)
    portico_script_test(faults_${name} COMMAND ${Python3_EXECUTABLE} "${script}" TIMEOUT 600 LABELS faults)
endforeach()
