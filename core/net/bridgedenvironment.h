// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/socksbridge.h"
#include "core/net/toolenvironment.h"

namespace portico {

/** What a tool is started with, and what has to live for as long as it runs. */
struct BridgedEnvironment
{
    ToolEnvironment environment;
    std::unique_ptr<SocksBridge> bridge; ///< nothing where no SOCKS proxy is in the environment
};

/**
 * For Python's programs (pip, ComfyUI and whatever it starts), which know SOCKS only where PySocks
 * is installed: a SOCKS proxy in the environment becomes an http proxy of this computer that leads
 * there. Everything else stays. Errors: those of SocksBridge::start().
 */
Result<BridgedEnvironment> bridgedEnvironment(const ToolEnvironment &environment);

} // namespace portico
