// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace portico::cli {

/** One thing that `porticoctl vendor` does. */
struct VendorVerb
{
    QString name;
    QString syntax;
    QStringList options{}; ///< that it takes
    std::function<std::unique_ptr<RunningCommand>(const CommandContext &, const QStringList &)>
        make{};
    int minimumWords = 1;
    int maximumWords = 1;
};

Command vendorCommand();

QList<VendorVerb> vendorKeepVerbs();     ///< keep, list, remove
QList<VendorVerb> vendorUseVerbs();      ///< verify, rebuild
QList<VendorVerb> vendorUpstreamVerbs(); ///< check-upstream
QList<VendorVerb> vendorCarryVerbs();    ///< export, import

} // namespace portico::cli
