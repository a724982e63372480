# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# What a desktop wants inside the program; what lies beside it: cmake/PorticoInstall.cmake.
if(WIN32)
    include("${CMAKE_SOURCE_DIR}/installer/windows/Window.cmake")
elseif(APPLE)
    include("${CMAKE_SOURCE_DIR}/installer/macos/Bundle.cmake")
endif()
