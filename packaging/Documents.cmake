# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Manual pages and shell completions, made by the programs that were just built (`ninja documents`; part
# of `all` in a Release only, so that working on the code does not wait for them).
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(portico_documents "${CMAKE_BINARY_DIR}/documents")
set(portico_pages "${portico_documents}/porticoctl.1")
set(portico_programs porticoctl)
if(TARGET portico AND NOT APPLE)
    list(APPEND portico_pages "${portico_documents}/portico.1")
    list(APPEND portico_programs portico)
endif()
add_custom_command(OUTPUT ${portico_pages}
    COMMAND "${Python3_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/packaging/manpages.py"
            "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}" "${portico_documents}"
    DEPENDS ${portico_programs} "${CMAKE_SOURCE_DIR}/packaging/manpages.py"
            "${CMAKE_SOURCE_DIR}/packaging/linux/debian/changelog"
    COMMENT "Writing the manual pages" VERBATIM)

# portico_completion(<shell> <file> <folder below the data folder>)
function(portico_completion shell file folder)
    set(script "${portico_documents}/${shell}/${file}")
    file(MAKE_DIRECTORY "${portico_documents}/${shell}")
    add_custom_command(OUTPUT "${script}"
        COMMAND porticoctl completion ${shell} > "${script}"
        DEPENDS porticoctl VERBATIM)
    install(FILES "${script}" DESTINATION "${CMAKE_INSTALL_DATADIR}/${folder}" COMPONENT cli)
    set_property(GLOBAL APPEND PROPERTY PORTICO_COMPLETIONS "${script}")
endfunction()

if(NOT WIN32)
    portico_completion(bash porticoctl bash-completion/completions)
    portico_completion(zsh _porticoctl zsh/vendor-completions)
    portico_completion(fish porticoctl.fish fish/vendor_completions.d)
    install(FILES "${portico_documents}/porticoctl.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT cli)
    if("${portico_documents}/portico.1" IN_LIST portico_pages)
        install(FILES "${portico_documents}/portico.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT window)
    endif()
endif()
get_property(portico_scripts GLOBAL PROPERTY PORTICO_COMPLETIONS)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_custom_target(documents ALL DEPENDS ${portico_pages} ${portico_scripts})
else()
    add_custom_target(documents DEPENDS ${portico_pages} ${portico_scripts})
endif()

install(FILES "${CMAKE_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT cli)
# Not in a .deb, whose copyright file says it.
install(FILES "${CMAKE_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT licence)
