# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# `cmake --install`: the programs beside one another, because both look for portico-helper there.
include(GNUInstallDirs)
foreach(program portico porticoctl portico-helper)
    if(TARGET ${program})
        install(TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    endif()
endforeach()
install(FILES README.md LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
