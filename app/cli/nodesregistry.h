// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"
#include "app/services.h"
#include "core/nodes/registryclient.h"

#include <optional>

namespace portico::cli {

/** The services of one `porticoctl nodes` command, with the registry that --registry names. Made on
 *  the main thread, used on any. */
class NodeTools
{
    Q_DISABLE_COPY_MOVE(NodeTools)

public:
    explicit NodeTools(const CommandContext &context);

    NodeServices services() const;
    const RegistryClient &registry() const { return m_registry ? *m_registry : m_nodes.registry; }

private:
    Services m_services;
    SystemClock m_clock;
    std::optional<RegistryClient> m_registry;
    NodeServices m_nodes;
};

} // namespace portico::cli
