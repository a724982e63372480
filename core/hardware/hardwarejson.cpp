// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/hardwarejson.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

void insertText(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

void insertTexts(QJsonObject &object, QLatin1StringView key, const QStringList &texts)
{
    if (!texts.isEmpty())
        object.insert(key, QJsonArray::fromStringList(texts));
}

void insertSize(QJsonObject &object, QLatin1StringView key, const std::optional<qint64> &bytes)
{
    if (bytes)
        object.insert(key, *bytes);
}

QJsonObject problemJson(const Error &problem)
{
    QJsonObject object{{u"code"_s, errorCodeName(problem.code)}, {u"message"_s, problem.message}};
    insertText(object, "nextStep"_L1, problem.nextStep);
    insertText(object, "detail"_L1, problem.detail);
    return object;
}

} // namespace

QString readinessName(Readiness readiness)
{
    switch (readiness) {
    case Readiness::Ready:
        return u"ready"_s;
    case Readiness::UpdateFirst:
        return u"update-first"_s;
    case Readiness::CannotRun:
        return u"cannot-run"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const Gpu &gpu)
{
    QJsonObject object{{u"vendor"_s, vendorName(gpu.vendor)},
                       {u"name"_s, gpu.name},
                       {u"index"_s, gpu.index},
                       {u"integrated"_s, gpu.isIntegrated},
                       {u"sources"_s, QJsonArray::fromStringList(gpu.sources)}};
    insertText(object, "generation"_L1, generationTitle(gpu.generation));
    if (gpu.computeCapability)
        object.insert(u"computeCapability"_s, gpu.computeCapability->text());
    insertText(object, "gfx"_L1, gpu.gfx);
    insertSize(object, "vramTotal"_L1, gpu.vramTotal);
    insertSize(object, "vramFree"_L1, gpu.vramFree);
    insertText(object, "driver"_L1, gpu.driver);
    insertText(object, "kernelDriver"_L1, gpu.kernelDriver);
    insertText(object, "pciAddress"_L1, gpu.pciAddress);
    insertText(object, "pciId"_L1, gpu.pciId);
    insertText(object, "uuid"_L1, gpu.uuid);
    insertTexts(object, "partitions"_L1, gpu.partitions);
    return object;
}

QJsonObject toJson(const Computer &computer)
{
    QJsonArray gpus;
    for (const Gpu &gpu : computer.gpus)
        gpus += toJson(gpu);
    QJsonArray problems;
    for (const Error &problem : computer.problems)
        problems += problemJson(problem);
    QJsonObject object{{u"os"_s, osName(computer.os)},
                       {u"osTitle"_s, computer.osTitle},
                       {u"osVersion"_s, computer.osVersion},
                       {u"architecture"_s, architectureName(computer.architecture)},
                       {u"memoryTotal"_s, computer.memory.total},
                       {u"memoryAvailable"_s, computer.memory.available},
                       {u"gpus"_s, gpus},
                       {u"problems"_s, problems}};
    if (computer.libraryDisk) {
        object.insert(u"libraryDiskTotal"_s, computer.libraryDisk->total);
        object.insert(u"libraryDiskAvailable"_s, computer.libraryDisk->available);
    }
    insertText(object, "appleChip"_L1, computer.appleChip);
    insertText(object, "board"_L1, computer.board);
    if (computer.os == Os::MacOS)
        object.insert(u"rosetta"_s, computer.isRosetta);
    if (computer.os == Os::Linux) {
        object.insert(u"wsl"_s, computer.isWsl);
        object.insert(u"container"_s, computer.isContainer);
    }
    return object;
}

QJsonObject toJson(const AcceleratorChoice &choice)
{
    QJsonObject object{{u"accelerator"_s, choice.accelerator.text()},
                       {u"readiness"_s, readinessName(choice.readiness)},
                       {u"torchTag"_s, choice.torchTag},
                       {u"torchIndex"_s, choice.torchIndex.toString()},
                       {u"reasons"_s, QJsonArray::fromStringList(choice.reasons)},
                       {u"changes"_s, QJsonArray::fromStringList(choice.changes)}};
    insertText(object, "torchExtra"_L1, choice.torchExtra);
    insertText(object, "officialPortable"_L1, choice.officialPortable);
    insertText(object, "standaloneVariant"_L1, choice.standaloneVariant);
    insertTexts(object, "arguments"_L1, choice.arguments);
    insertText(object, "gpuPick"_L1, choice.gpuPick);
    if (choice.gpu)
        object.insert(u"gpu"_s, static_cast<int>(*choice.gpu));
    QJsonObject environment;
    for (auto it = choice.environment.begin(); it != choice.environment.end(); ++it)
        environment.insert(it.key(), it.value());
    if (!environment.isEmpty())
        object.insert(u"environment"_s, environment);
    return object;
}

} // namespace portico
