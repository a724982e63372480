// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/catalogue/teamtrack.h"

#include <QJsonObject>
#include <QStringList>

namespace portico {

/** A step forward of one bundle of a team's catalogue. */
struct PromoteRequest
{
    QString catalogue;              ///< the team's JSON file
    QString bundle;                 ///< its id there, with or without "team/<catalogue>/"
    TeamTrack to = TeamTrack::None; ///< None: the next one
    QString by{};                   ///< who does it, for the history
};

struct PromotedBundle
{
    QString id{};
    TeamTrack from = TeamTrack::None;
    TeamTrack to = TeamTrack::None;
    QStringList former{}; ///< what was there before, for the same kind of computer
    QString tag{};        ///< "stable-2026-11-22": what they are called now
};

/**
 * Moves a bundle forward: testing, staging, latest, stable. For each kind of computer (system,
 * processor, accelerator) a track holds one bundle: the one that was there leaves it and stays in
 * the catalogue with a tag that says until when it was on it, so that who has it can have it again;
 * nobody is offered it. The document's "history" gets a line with who and when; the rest stays
 * as its people wrote it. The catalogue is replaced in one step. Blocking.
 *
 * Errors: NotFound (catalogue or bundle), InvalidInput (by JSON pointer), Refused (not forward).
 */
Result<PromotedBundle> promoteBundle(const PromoteRequest &request, const Clock &clock,
                                     const JobContext &job);

QJsonObject toJson(const PromotedBundle &promoted);

} // namespace portico
