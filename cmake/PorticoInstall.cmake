# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# `cmake --install`. Two components, which are two packages: `cli` (porticoctl with its helper; no GUI
# library) and `window`. Both programs look for portico-helper beside themselves, and on Linux also in
# libexec/portico, where it is out of everybody's PATH.
include(GNUInstallDirs)
set(PORTICO_HOMEPAGE "" CACHE STRING "Address of the project, which packages and software centres show")
if(WIN32 OR APPLE)
    set(portico_helper_folder "${CMAKE_INSTALL_BINDIR}")
else()
    set(portico_helper_folder "${CMAKE_INSTALL_LIBEXECDIR}/portico")
endif()
install(TARGETS porticoctl RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT cli)
install(TARGETS portico-helper RUNTIME DESTINATION "${portico_helper_folder}" COMPONENT cli)
if(TARGET portico)
    install(TARGETS portico
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT window
        BUNDLE DESTINATION . COMPONENT window)
endif()
include("${CMAKE_SOURCE_DIR}/packaging/Documents.cmake") # manual pages, completions, README, licence
if(UNIX AND NOT APPLE)
    include("${CMAKE_SOURCE_DIR}/packaging/linux/Desktop.cmake") # desktop file, icon, MIME types, services
endif()
include("${CMAKE_SOURCE_DIR}/packaging/Packages.cmake") # `cpack`
