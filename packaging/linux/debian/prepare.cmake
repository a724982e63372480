# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# CPack runs this on the staged files of each .deb: manual pages and changelog are compressed (without
# a time in them, so that the same build gives the same bytes), and the documentation lies in a folder
# of the package's name.
find_program(portico_gzip gzip REQUIRED)
foreach(component IN LISTS CPACK_COMPONENTS_ALL)
    string(TOUPPER "${component}" upper)
    set(package "${CPACK_DEBIAN_${upper}_PACKAGE_NAME}")
    set(root "${CPACK_TEMPORARY_DIRECTORY}/${component}${CPACK_PACKAGING_INSTALL_PREFIX}")
    set(documents "${root}/share/doc/${package}")
    if(EXISTS "${root}/${CPACK_PORTICO_DOC_FOLDER}")
        file(RENAME "${root}/${CPACK_PORTICO_DOC_FOLDER}" "${documents}")
    endif()
    file(COPY "${CPACK_PORTICO_DEBIAN}/copyright" "${CPACK_PORTICO_DEBIAN}/changelog" DESTINATION "${documents}"
        FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
    # The build folder was set up for another prefix than the package's.
    file(GLOB services "${root}/lib/systemd/*/portico@.service")
    foreach(service IN LISTS services)
        file(READ "${service}" unit)
        string(REGEX REPLACE "\nExecStart=[^ ]*/porticoctl" "\nExecStart=${CPACK_PACKAGING_INSTALL_PREFIX}/bin/porticoctl"
            unit "${unit}")
        file(WRITE "${service}" "${unit}")
    endforeach()
    file(GLOB pages "${root}/share/man/man1/*.1")
    execute_process(COMMAND "${portico_gzip}" -9n ${pages} "${documents}/changelog" COMMAND_ERROR_IS_FATAL ANY)
endforeach()
# What cmake --install made is 0755 or 0644 whatever the umask was.
file(GLOB_RECURSE staged LIST_DIRECTORIES ON "${CPACK_TEMPORARY_DIRECTORY}/*")
foreach(path IN LISTS staged)
    if(IS_DIRECTORY "${path}")
        file(CHMOD "${path}" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
            WORLD_READ WORLD_EXECUTE)
    endif()
endforeach()
