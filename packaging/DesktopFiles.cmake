# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# What each desktop wants beside the program: manifest, Info.plist, or desktop file with icon.
set(portico_icon "${CMAKE_SOURCE_DIR}/resources/icons/app.svg")
include(GNUInstallDirs)
if(WIN32)
    target_sources(portico PRIVATE "${CMAKE_SOURCE_DIR}/installer/windows/portico.manifest")
elseif(APPLE)
    set_target_properties(portico PROPERTIES
        MACOSX_BUNDLE_INFO_PLIST "${CMAKE_SOURCE_DIR}/installer/macos/Info.plist.in")
    # The window looks for the helper beside itself.
    add_dependencies(portico portico-helper)
    add_custom_command(TARGET portico POST_BUILD COMMAND "${CMAKE_COMMAND}" -E copy_if_different
        "$<TARGET_FILE:portico-helper>" "$<TARGET_FILE_DIR:portico>" VERBATIM)
else()
    set(portico_linux "${CMAKE_SOURCE_DIR}/packaging/linux")
    install(FILES "${portico_linux}/org.portico.Portico.desktop"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
    install(FILES "${portico_linux}/org.portico.Portico.metainfo.xml"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
    install(FILES "${portico_icon}" RENAME org.portico.Portico.svg
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
endif()
