# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Adding and removing installs with the real porticoctl under every fault of the disk.
file(GLOB scripts CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/installs_*.py"
    "${CMAKE_CURRENT_LIST_DIR}/migrate_*.py")
list(FILTER scripts EXCLUDE REGEX "installs_common.py$")
foreach(script IN LISTS scripts)
    get_filename_component(name ${script} NAME_WE)
    portico_script_test(faults_${name} COMMAND ${Python3_EXECUTABLE} "${script}" TIMEOUT 600 LABELS faults)
endforeach()
