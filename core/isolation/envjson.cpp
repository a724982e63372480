// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envjson.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace portico {

QJsonObject toJson(const EnvHealth &health)
{
    const IsolatedEnv &env = health.env;
    QJsonArray remarks;
    for (const ConfigRemark &remark : env.config ? env.config->remarks : QList<ConfigRemark>())
        remarks.append(QJsonObject{{u"line"_s, remark.line}, {u"message"_s, remark.message}});
    const EnvRecord record = health.record.value_or(EnvRecord());
    return {
        {u"name"_s, env.name},
        {u"pack"_s, env.pack},
        {u"config"_s, env.configFile()},
        {u"state"_s, envStateName(health.state)},
        {u"problem"_s, health.problem},
        {u"nextStep"_s, health.nextStep},
        {u"lastError"_s, health.lastError},
        {u"folder"_s, env.place},
        {u"link"_s, env.link},
        {u"python"_s, health.python},
        {u"packages"_s, health.packages},
        {u"engine"_s, health.record ? engineName(record.engine) : QString()},
        {u"reason"_s, record.reason},
        {u"bytes"_s, record.bytes},
        {u"leansOn"_s, record.leansOn},
        {u"built"_s, record.built.isValid() ? record.built.toString(Qt::ISODateWithMs) : QString()},
        {u"log"_s, QFileInfo::exists(envLogFile(env.place)) ? envLogFile(env.place) : QString()},
        {u"others"_s, QJsonArray::fromStringList(health.others)},
        {u"remarks"_s, remarks}};
}

QJsonObject toJson(const EnvReport &report)
{
    QJsonArray envs;
    for (const EnvHealth &health : report.envs)
        envs.append(toJson(health));
    QJsonArray unused;
    for (const UnusedEnv &each : report.unused)
        unused.append(QJsonObject{{u"folder"_s, each.folder},
                                  {u"bytes"_s, each.bytes},
                                  {u"isSure"_s, each.isSure},
                                  {u"known"_s, each.known}});
    QJsonArray pins;
    for (const PackPin &pin : report.home.pins)
        pins.append(QJsonObject{{u"pack"_s, pin.pack}, {u"version"_s, pin.version}});
    QJsonArray packs;
    for (const PackWishes &wishes : report.wishes)
        packs.append(toJson(wishes));
    return {{u"comfyEnv"_s, report.home.rules.version.toString()},
            {u"generation"_s, static_cast<int>(report.home.rules.generation)},
            {u"isInstalled"_s, report.home.isInstalled},
            {u"pins"_s, pins},
            {u"pinsDisagree"_s, report.home.pinsDisagree()},
            {u"tag"_s, report.home.tag},
            {u"root"_s, report.home.root},
            {u"environments"_s, envs},
            {u"unused"_s, unused},
            {u"packs"_s, packs}};
}

QJsonObject toJson(const EnvOutcome &outcome)
{
    QJsonArray done;
    for (const BuiltEnv &built : outcome.done)
        done.append(QJsonObject{{u"name"_s, built.env.name}, {u"wasBuilt"_s, built.wasBuilt}});
    QJsonArray failed;
    for (const auto &[name, error] : outcome.failed)
        failed.append(QJsonObject{{u"name"_s, name},
                                  {u"code"_s, errorCodeName(error.code)},
                                  {u"message"_s, error.message},
                                  {u"nextStep"_s, error.nextStep},
                                  {u"detail"_s, error.detail}});
    QJsonObject object = toJson(outcome.report);
    object.insert(u"done"_s, done);
    object.insert(u"failed"_s, failed);
    return object;
}

QJsonObject toJson(const RemovedEnvs &removed)
{
    return {{u"removed"_s, QJsonArray::fromStringList(removed.folders)},
            {u"bytes"_s, removed.bytes},
            {u"left"_s, QJsonArray::fromStringList(removed.left)}};
}

} // namespace portico
