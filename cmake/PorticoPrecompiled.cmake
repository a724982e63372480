# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# The Qt headers that nearly every file reads, compiled once for all targets: a build from nothing
# takes about half the time. Off by default, so that the debug preset notices a missing #include.
option(PORTICO_PRECOMPILE "Compile the common Qt headers once" OFF)

if(PORTICO_PRECOMPILE)
    file(WRITE "${CMAKE_BINARY_DIR}/precompiled.cpp" "// Only carries the precompiled headers.\n")
    add_library(portico_precompiled OBJECT "${CMAKE_BINARY_DIR}/precompiled.cpp")
    set_target_properties(portico_precompiled PROPERTIES AUTOMOC OFF)
    target_link_libraries(portico_precompiled PRIVATE portico_options Qt6::Core)
    target_precompile_headers(portico_precompiled PRIVATE
        <QByteArray> <QCoreApplication> <QDateTime> <QDir> <QFile> <QFileInfo> <QHash> <QJsonArray>
        <QJsonDocument> <QJsonObject> <QList> <QMap> <QObject> <QProcess> <QSet> <QString>
        <QStringList> <QTimer> <QUrl> <algorithm> <chrono> <functional> <memory> <optional> <variant>)
endif()

# portico_precompile(<target>): lets the target use them.
function(portico_precompile target)
    if(PORTICO_PRECOMPILE)
        target_precompile_headers(${target} REUSE_FROM portico_precompiled)
    endif()
endfunction()
