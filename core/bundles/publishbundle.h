// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>

namespace portico {

class ProcessRunner;

/** A bundle for a team. */
struct PublishRequest
{
    QString file;      ///< the archive; of volumes the first (".001")
    QString catalogue; ///< the team's JSON file; the bundle lies beside it; made where it is not
    QString title{};   ///< of a catalogue that is made; empty: after its folder
    QString notes{};   ///< Markdown, for those who choose
    QString accelerator{}; ///< where the bundle does not tell: "cpu", "cuda 13.0"
    /** What happens to another bundle of that name. */
    enum class Old { Refuse, Replace } old = Old::Refuse;
};

/** What it is published with. */
struct PublishServices
{
    const ProcessRunner &processes;
    const Clock &clock;
    QString staging; ///< where it is unpacked to be looked at
};

struct PublishedBundle
{
    QString catalogue{};
    QString id{};        ///< "team/studio/anymatix-portable-comfyui-linux-x64-v0.33.0"
    QStringList files{}; ///< where they lie now
    QList<Sha256> hashes{};
    qint64 bytes = 0;
    bool wasThere = false; ///< the same bundle: nothing was copied
};

/**
 * Puts a bundle beside a team's catalogue and into it, so that every Portico with that source can
 * install it. It is unpacked and looked at first: what is damaged, or no bundle of Portico's, is
 * not published. The bundle is copied under another name, synced and renamed; the catalogue, kept
 * as its people wrote it but for the new entry, is judged by the reader's own rules and replaced in
 * one step, last. So at every moment, also after a kill, the catalogue that can be seen names only
 * whole bundles; what a killed one left is cleared away by the next. Two at a time wait for each
 * other. Blocking.
 *
 * Errors: NotFound, Corrupt, Refused, Unsupported (no bundle.json), HashMismatch (the .sha256
 * beside it says otherwise), AlreadyExists, InvalidInput (the catalogue, by its JSON pointer),
 * DiskFull and those of the file system.
 */
Result<PublishedBundle> publishBundle(const PublishServices &services,
                                      const PublishRequest &request, const JobContext &job);

QStringList publishSteps();
QJsonObject toJson(const PublishedBundle &published);

} // namespace portico
