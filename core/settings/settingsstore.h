// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/canceltoken.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/settings/settings.h"
#include "core/settings/settingsfile.h"

#include <QObject>
#include <QThreadPool>

#include <optional>

namespace portico {

/** The folder of settings.json: the variable PORTICO_CONFIG_DIR, else the system's place. */
QString settingsFolder();

/**
 * The settings of this person, shared by all Porticos that run. Lives on one thread; get() and
 * set() return at once.
 *
 * A change counts at once in this process, is told by changed(), and is written by a worker: under
 * a lock, onto what the file says by then, key by key, so that two processes lose nothing of each
 * other. Keys of newer versions stay. When it cannot be written it stays in memory, saveFailed()
 * tells why, and the next change or save() tries again.
 */
class SettingsStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsStore)

public:
    /** Reads the file; what is wrong with it is in problem(). */
    explicit SettingsStore(const QString &folder = settingsFolder(), QObject *parent = nullptr);
    /** Waits for a write that is under way and tries once, for at most a second, to write what is
     *  not written. */
    ~SettingsStore() override;

    template <typename T>
    T get(const Setting<T> &setting) const
    {
        return SettingCodec<T>::fromJson(m_values.value(setting.key))
            .value_or(setting.defaultValue);
    }

    template <typename T>
    void set(const Setting<T> &setting, const T &value)
    {
        setValue(setting.key, SettingCodec<T>::toJson(value));
    }

    /** Back to the default. */
    template <typename T>
    void reset(const Setting<T> &setting)
    {
        setValue(setting.key, QJsonValue(QJsonValue::Undefined));
    }

    QString filePath() const { return m_file.path(); }
    /** Why the file could not be read, or not be written last time; nothing if all is well. */
    const std::optional<Error> &problem() const { return m_problem; }
    /** Whether changes are not on disk yet. */
    bool hasUnsavedChanges() const { return !m_unsaved.isEmpty() || m_isWriting; }

    /** Writes what is not written yet and says how it went. Blocking; on the store's thread. */
    Result<> save(const JobContext &job);
    /** Takes up what another process wrote; changed() for every key that differs. */
    void reload();

signals:
    void changed(const QString &key);
    void saved();
    void saveFailed(const portico::Error &error);

private:
    void setValue(QLatin1StringView key, const QJsonValue &value);
    void startWriting();
    void finishWriting(const Result<QJsonObject> &outcome);
    void collectWriter();
    void takeUp(const QJsonObject &onDisk);

    const SettingsFile m_file;
    QJsonObject m_values;     ///< what get() answers
    SettingsChange m_unsaved; ///< set here and not given to the writer yet
    SettingsChange m_writing; ///< with the writer now
    bool m_isWriting = false;
    std::shared_ptr<std::optional<Result<QJsonObject>>> m_outcome; ///< the writer's answer
    std::optional<Error> m_problem;
    CancelSource m_stop;
    QThreadPool m_writer;
};

} // namespace portico
