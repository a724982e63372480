// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// In place of core/appupdate/builtinchannel.cpp, for cli_appupdate.py and window_appupdate.py:
// whose updates a program takes is compiled in, and no release has a key that a test could sign
// with.
#include "core/appupdate/updatechannel.h"

namespace portico {

Result<UpdateChannel> builtInChannel()
{
    return readUpdateChannel(qEnvironmentVariable("PORTICO_TEST_UPDATE_ADDRESS"),
                             qEnvironmentVariable("PORTICO_TEST_UPDATE_KEYS"),
                             qEnvironmentVariableIntValue("PORTICO_TEST_UPDATE_THRESHOLD"));
}

} // namespace portico
