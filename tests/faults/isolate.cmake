# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Isolating packs with the real porticoctl, killed at what changes the disk: each run builds an environment and starts
# ComfyUI twice, and each judgement does so once more.
file(GLOB scripts CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/isolate_*.py")
foreach(script IN LISTS scripts)
    get_filename_component(name ${script} NAME_WE)
    portico_script_test(faults_${name} COMMAND ${Python3_EXECUTABLE} "${script}" TIMEOUT 900 LABELS faults)
endforeach()
