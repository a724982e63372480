# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Portico.app: its Info.plist, and porticoctl and the helper inside, because the window looks for the
# helper beside itself.
set_target_properties(portico PROPERTIES MACOSX_BUNDLE_INFO_PLIST "${CMAKE_CURRENT_LIST_DIR}/Info.plist.in")
add_dependencies(portico portico-helper porticoctl)
foreach(program portico-helper porticoctl)
    add_custom_command(TARGET portico POST_BUILD COMMAND "${CMAKE_COMMAND}" -E copy_if_different
        "$<TARGET_FILE:${program}>" "$<TARGET_FILE_DIR:portico>" VERBATIM)
endforeach()
