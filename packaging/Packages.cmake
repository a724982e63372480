# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# `cpack` in a build folder: two .deb of this very Debian or Ubuntu release on Linux. The portable archive
# and the AppImage's folder are made by linux/portable.py, Windows and macOS by ../installer.
set(CPACK_PACKAGE_NAME portico)
set(CPACK_PACKAGE_VENDOR "The Portico authors")
set(CPACK_PACKAGE_CONTACT "The Portico authors <portico-authors@users.noreply.github.com>"
    CACHE STRING "Who is named as the maintainer of packages")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Install, run, repair and update portable ComfyUI")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}/packages")
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL cli)
if(TARGET portico)
    list(APPEND CPACK_COMPONENTS_ALL window)
endif()

set(CPACK_PACKAGING_INSTALL_PREFIX "/usr")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "${PORTICO_HOMEPAGE}")
set(CPACK_DEBIAN_CLI_PACKAGE_NAME portico-cli)
set(CPACK_DEBIAN_CLI_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_CLI_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_WINDOW_PACKAGE_NAME portico)
set(CPACK_DEBIAN_WINDOW_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_WINDOW_PACKAGE_DEPENDS "portico-cli (= ${PROJECT_VERSION})")
# Links, passwords, Qt's own words in the person's language, and desktops without X11.
set(CPACK_DEBIAN_WINDOW_PACKAGE_RECOMMENDS "xdg-utils, libsecret-1-0, qt6-translations-l10n, qt6-wayland")
set(CPACK_COMPONENT_CLI_DESCRIPTION
"porticoctl finds the right ComfyUI for the graphics card, downloads, checks,
unpacks, starts, watches, repairs and removes it, for servers and scripts. It
needs no graphical libraries. A template service for systemd is included.")
set(CPACK_COMPONENT_WINDOW_DESCRIPTION
"The window: Portico finds the right ComfyUI for the graphics card, downloads,
checks, unpacks, starts, watches, repairs and removes it. Node packs cannot
break it, and nothing is ever half done.")
# Made at packing: what Debian's policy asks of documentation.
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_SOURCE_DIR}/packaging/linux/debian/prepare.cmake")
set(CPACK_PORTICO_DEBIAN "${CMAKE_SOURCE_DIR}/packaging/linux/debian")
set(CPACK_PORTICO_DOC_FOLDER "${CMAKE_INSTALL_DOCDIR}")
include(CPack)
