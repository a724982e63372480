# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# What a Linux desktop and a Linux server look for beside the programs.
set(portico_linux "${CMAKE_SOURCE_DIR}/packaging/linux")
if(TARGET portico)
    install(FILES "${portico_linux}/org.portico.Portico.desktop"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/applications" COMPONENT window)
    set(portico_homepage_line "")
    if(PORTICO_HOMEPAGE)
        set(portico_homepage_line "<url type=\"homepage\">${PORTICO_HOMEPAGE}</url>")
    endif()
    configure_file("${portico_linux}/org.portico.Portico.metainfo.xml.in"
        "${CMAKE_BINARY_DIR}/org.portico.Portico.metainfo.xml" @ONLY)
    install(FILES "${CMAKE_BINARY_DIR}/org.portico.Portico.metainfo.xml"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo" COMPONENT window)
    install(FILES "${portico_linux}/org.portico.Portico.xml"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages" COMPONENT window)
    install(FILES "${CMAKE_SOURCE_DIR}/resources/icons/app.svg" RENAME org.portico.Portico.svg
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" COMPONENT window)
endif()
# The same service for the system and for one person; the path of porticoctl is that of this package.
foreach(kind system user)
    configure_file("${portico_linux}/portico@.${kind}.service.in"
        "${CMAKE_BINARY_DIR}/${kind}/portico@.service" @ONLY)
    install(FILES "${CMAKE_BINARY_DIR}/${kind}/portico@.service"
        DESTINATION "lib/systemd/${kind}" COMPONENT cli)
endforeach()
install(FILES "${portico_linux}/portico.sysusers.conf" RENAME portico.conf
    DESTINATION "lib/sysusers.d" COMPONENT cli)
