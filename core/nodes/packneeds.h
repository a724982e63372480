// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace portico {

/** One requirement of a node pack. */
struct PackNeed
{
    QString text{};  ///< as it is written: "numpy<2; python_version < '3.13'"
    QString name{};  ///< normalised; empty for an address that tells none
    QString place{}; ///< "requirements.txt:12", "pyproject.toml"
    /** What it is got from: nothing special, an address of a wheel or archive, a git repository. */
    enum class Source { Index, Address, Git } source = Source::Index;

    friend bool operator==(const PackNeed &, const PackNeed &) = default;
};

/** What a node pack needs, as its own files say. */
struct PackNeeds
{
    QString pack; ///< NodePack::name
    QList<PackNeed> needs{};
    QStringList
        leftOut{}; ///< lines that are not obeyed, each with its place: indexes, editables, paths
    bool hasInstallScript = false;

    friend bool operator==(const PackNeeds &, const PackNeeds &) = default;
};

/**
 * Reads requirements.txt (with the files that it includes by -r, inside the pack only) and, where
 * there is none, the dependencies of pyproject.toml. Nothing is run. A few small reads.
 * Errors: InvalidInput naming file and line, for what nobody could mean.
 */
Result<PackNeeds> readPackNeeds(const QString &pack, const QString &folder);

} // namespace portico
