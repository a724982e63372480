// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// A library of its own: the tests' porticoctl has another one in its place.
#include "core/appupdate/updatechannel.h"

#ifndef PORTICO_UPDATE_KEYS // given by CMake
#define PORTICO_UPDATE_KEYS ""
#define PORTICO_UPDATE_ADDRESS ""
#define PORTICO_UPDATE_THRESHOLD 1
#endif

namespace portico {

Result<UpdateChannel> builtInChannel()
{
    return readUpdateChannel(QStringLiteral(PORTICO_UPDATE_ADDRESS),
                             QStringLiteral(PORTICO_UPDATE_KEYS), PORTICO_UPDATE_THRESHOLD);
}

} // namespace portico
