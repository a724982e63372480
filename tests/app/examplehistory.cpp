// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/examplehistory.h"

#include "core/io/sha256.h"

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

HistoryStep step(KeepReason reason, int minutesAgo, const QList<SnapshotChange> &after,
                 const QString &note = {})
{
    HistoryStep made;
    made.snapshot.id = sha256Of(QByteArray::number(minutesAgo));
    made.snapshot.reason = reason;
    made.snapshot.note = note;
    made.snapshot.taken = QDateTime::currentDateTimeUtc().addSecs(-60 * qint64(minutesAgo));
    made.snapshot.seen = made.snapshot.taken;
    made.snapshot.content.runtime = {.generation = 1,
                                     .comfyVersion = u"0.33.0"_s,
                                     .pythonVersion = u"3.12.8"_s,
                                     .torchVersion = u"2.9.1+cu130"_s};
    if (reason == KeepReason::GoodStart)
        made.snapshot.goodStart = made.snapshot.taken;
    made.after = after;
    return made;
}

SnapshotChange pack(const QString &name, const QString &before, const QString &after)
{
    return {.part = SnapshotPart::Packs, .name = name, .before = before, .after = after};
}

SnapshotChange package(const QString &name, const QString &before, const QString &after)
{
    return {.part = SnapshotPart::Layer, .name = name, .before = before, .after = after};
}

} // namespace

History exampleHistory()
{
    HistoryStep now = step(KeepReason::GoodStart, 4, {});
    now.isNow = true;
    return {
        .steps = {now,
                  step(KeepReason::Packs, 31,
                       {pack(u"ComfyUI-Impact-Pack"_s, u"8.21.0 (61bd8397a1)"_s,
                             u"8.22.2 (429d0159ad)"_s),
                        package(u"ultralytics"_s, u"8.3.40"_s, u"8.3.146"_s),
                        package(u"segment-anything"_s, {}, u"1.0"_s),
                        package(u"piexif"_s, {}, u"1.1.3"_s), package(u"dill"_s, u"0.3.8"_s, {})}),
                  step(KeepReason::ByHand, 45, {}, u"before trying the new sampler"_s),
                  step(KeepReason::Settings, 190,
                       {{.part = SnapshotPart::Arguments,
                         .name = u"arguments"_s,
                         .before = u"--preview-method auto"_s,
                         .after = u"--preview-method auto --lowvram"_s}}),
                  step(KeepReason::Repair, 1500, {package(u"torchaudio"_s, {}, u"2.9.1+cu130"_s)}),
                  step(KeepReason::Generation, 4200,
                       {{.part = SnapshotPart::Runtime,
                         .name = u"ComfyUI"_s,
                         .before = u"ComfyUI 0.32.1, Python 3.12.8, torch 2.8.0+cu129"_s,
                         .after = u"ComfyUI 0.33.0, Python 3.12.8, torch 2.9.1+cu130"_s}}),
                  step(KeepReason::Environments, 5000, {}),
                  step(KeepReason::Restore, 6000,
                       {pack(u"rgthree-comfy"_s, {}, u"1.0.2508312301"_s)}),
                  step(KeepReason::Import, 7000, {}, u"from the studio's server"_s)},
        .broken = {{.file = u"/home/me/Portico/installs/studio/snapshots/0a.json"_s,
                    .error = {.code = ErrorCode::Corrupt,
                              .message = u"A snapshot of “Studio” is damaged and cannot be used."_s,
                              .nextStep = u"The others can. Remove the file if it is in the way."_s,
                              .detail = {}}}}};
}

} // namespace portico::app
