// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/settings/settingsstore.h"

#include <QDir>
#include <QSet>
#include <QStandardPaths>

#include <utility>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr int kLastWaitMs = 1000;

/** Earlier changes under later ones. */
SettingsChange combined(SettingsChange earlier, const SettingsChange &later)
{
    for (auto value = later.values.begin(); value != later.values.end(); ++value) {
        earlier.values[value.key()] = value.value();
        earlier.removed.remove(value.key());
    }
    for (const QString &key : later.removed) {
        earlier.values.remove(key);
        earlier.removed += key;
    }
    return earlier;
}

} // namespace

QString settingsFolder()
{
    // Not AppConfigLocation: that differs between portico, porticoctl and portico-helper.
    const QString chosen = qEnvironmentVariable("PORTICO_CONFIG_DIR");
    if (!chosen.isEmpty())
        return QDir(chosen).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/Portico"_s;
}

SettingsStore::SettingsStore(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_file(folder)
{
    m_writer.setMaxThreadCount(1);
    const Result<LoadedDocument> loaded = m_file.load();
    if (loaded) {
        m_values = loaded->content;
        m_problem = loaded->problem;
    } else {
        m_problem = loaded.error();
    }
}

SettingsStore::~SettingsStore()
{
    blockSignals(true); // whoever listens may be half gone
    if (!m_writer.waitForDone(kLastWaitMs))
        m_stop.cancel(); // another process keeps the lock: it must not keep us
    m_writer.waitForDone();
    collectWriter();
    if (!m_unsaved.isEmpty() && !m_problem) {
        startWriting();
        if (!m_writer.waitForDone(kLastWaitMs))
            m_stop.cancel();
        m_writer.waitForDone();
    }
}

void SettingsStore::setValue(QLatin1StringView key, const QJsonValue &value)
{
    if (m_values.value(key) == value)
        return;
    SettingsChange change;
    if (value.isUndefined())
        change.removed += key;
    else
        change.values[key] = value;
    m_values = change.appliedTo(m_values);
    m_unsaved = combined(std::move(m_unsaved), change);
    emit changed(key);
    startWriting();
}

void SettingsStore::startWriting()
{
    if (m_isWriting || m_unsaved.isEmpty())
        return;
    m_isWriting = true;
    m_writing = std::exchange(m_unsaved, {});
    m_outcome = std::make_shared<std::optional<Result<QJsonObject>>>();
    m_writer.start(
        [this, file = m_file, change = m_writing, outcome = m_outcome, cancel = m_stop.token()] {
            *outcome = file.merge(change, JobContext(cancel));
            // The destructor waits for this thread, so `this` lives.
            QMetaObject::invokeMethod(this, &SettingsStore::collectWriter, Qt::QueuedConnection);
        });
}

void SettingsStore::collectWriter()
{
    if (!m_outcome || !m_outcome->has_value())
        return; // collected already
    const auto outcome = std::exchange(m_outcome, {});
    finishWriting(outcome->value());
}

void SettingsStore::finishWriting(const Result<QJsonObject> &outcome)
{
    m_isWriting = false;
    if (!outcome) {
        m_unsaved = combined(std::exchange(m_writing, {}), m_unsaved);
        m_problem = outcome.error();
        emit saveFailed(outcome.error());
        return; // the next change or save() tries again
    }
    m_writing = {};
    m_problem.reset();
    takeUp(*outcome);
    emit saved();
    startWriting();
}

Result<> SettingsStore::save(const JobContext &job)
{
    m_writer.waitForDone();
    collectWriter();
    m_writer.waitForDone();
    collectWriter();
    if (m_unsaved.isEmpty())
        return {};
    m_writing = std::exchange(m_unsaved, {});
    const Result<QJsonObject> outcome = m_file.merge(m_writing, job);
    finishWriting(outcome);
    return outcome ? Result<>() : Result<>(outcome.error());
}

void SettingsStore::reload()
{
    const Result<LoadedDocument> loaded = m_file.load();
    if (loaded && loaded->origin == LoadedDocument::Origin::File)
        takeUp(loaded->content);
}

/** What the disk says, with our own unwritten changes on top. */
void SettingsStore::takeUp(const QJsonObject &onDisk)
{
    const QJsonObject before = std::exchange(
        m_values, m_unsaved.appliedTo(m_isWriting ? m_writing.appliedTo(onDisk) : onDisk));
    QSet<QString> keys;
    for (const QJsonObject &object : {before, m_values}) {
        for (auto value = object.begin(); value != object.end(); ++value)
            keys += value.key();
    }
    for (const QString &key : std::as_const(keys)) {
        if (before.value(key) != m_values.value(key))
            emit changed(key);
    }
}

} // namespace portico
