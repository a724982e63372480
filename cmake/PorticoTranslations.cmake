# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT

# portico_translations(<target>)
# Compiles translations/portico_<language>.ts and puts them into the target as the resources
# :/translations/portico_<language>.qm. core/base/translations.h loads them.
function(portico_translations target)
    file(GLOB ts_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/translations/portico_*.ts")
    set_source_files_properties(${ts_files} PROPERTIES OUTPUT_LOCATION "${CMAKE_BINARY_DIR}/translations")
    qt_add_translation(qm_files ${ts_files} OPTIONS -silent)
    qt_add_resources(${target} portico_translations
        PREFIX "/translations" BASE "${CMAKE_BINARY_DIR}/translations" FILES ${qm_files}
        OPTIONS ${CMAKE_AUTORCC_OPTIONS})
endfunction()
