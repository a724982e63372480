// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/catalogue/catalogueservices.h"
#include "core/net/qthttpclient.h"
#include "tests/core/net/httpfixture.h"

#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <mutex>

namespace portico {

/** A clock that stands where the test puts it. */
class StandingClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::fromSecsSinceEpoch(m_seconds, Qt::UTC); }
    std::chrono::milliseconds monotonic() const override { return m_real.monotonic(); }
    Result<> sleep(std::chrono::milliseconds, const CancelToken &) const override { return {}; }

    void set(const QDateTime &time) { m_seconds = time.toSecsSinceEpoch(); }
    void advance(std::chrono::seconds by) { m_seconds += by.count(); }

private:
    SystemClock m_real;
    std::atomic<qint64> m_seconds =
        QDateTime(QDate(2026, 10, 1), QTime(9, 0), Qt::UTC).toSecsSinceEpoch();
};

inline QByteArray fixture(const char *name)
{
    QFile file(QStringLiteral(PORTICO_SOURCE_DIR "/tests/core/catalogue/fixtures/")
               + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no fixture %s", name);
    return file.readAll();
}

inline ScriptedReply jsonReply(const QByteArray &body, const QByteArray &etag = {})
{
    ScriptedReply reply = text(body);
    reply.setHeader("Content-Type", "application/json; charset=utf-8");
    if (!etag.isEmpty())
        reply.setHeader("ETag", etag);
    return reply;
}

inline ScriptedReply statusReply(int status, const QByteArray &body = "{}")
{
    ScriptedReply reply = jsonReply(body);
    reply.status = status;
    return reply;
}

/** GitHub and the place of the standalone environments on loopback: paths and what they answer. */
class CatalogueWorld
{
public:
    CatalogueWorld()
        : server([this](const SeenRequest &request) { return answer(request); })
    {
        set("/api/v3/repos/Comfy-Org/ComfyUI/releases", fixture("comfyui-releases.json"));
        set("/api/v3/repos/Anymatix/anymatix-portable-comfyui/releases",
            fixture("anymatix-releases.json"));
        set("/api/v3/repos/Comfy-Org/ComfyUI-Standalone-Environments/releases",
            fixture("standalone-github-releases.json"));
        set("/standalone/latest.json", fixture("standalone-latest.json"));
        set("/standalone/linux-nvidia/releases.json",
            fixture("standalone-linux-nvidia-releases.json"));
    }

    void set(const QByteArray &path, const ScriptedReply &reply)
    {
        const std::lock_guard lock(mutex);
        replies.insert(path, reply);
    }
    void set(const QByteArray &path, const QByteArray &json) { set(path, jsonReply(json)); }

    CatalogueServices services()
    {
        return {
            .http = http,
            .clock = clock,
            .os = Os::Linux,
            .cache = folder.path(),
            .options = {
                .github = {.mirror = server.url(QString())},
                .standaloneMirror = server.url(QStringLiteral("/standalone")).toString(),
                .anymatixRepositories = {QStringLiteral("Anymatix/anymatix-portable-comfyui")}}};
    }

    CatalogueAnswer ask(Asking asking = Asking::Always)
    {
        const auto answer = askCatalogue(services(), asking, {});
        if (!answer)
            qFatal("%s", qPrintable(answer.error().message));
        return *answer;
    }

    QTemporaryDir folder;
    StandingClock clock;
    QtHttpClient http;
    std::mutex mutex;
    QMap<QByteArray, ScriptedReply> replies;
    FaultServer server; // last: its thread uses the others

private:
    ScriptedReply answer(const SeenRequest &request)
    {
        const std::lock_guard lock(mutex);
        const QByteArray path = request.target.split('?').constFirst();
        return replies.value(path, statusReply(404, "{\"message\":\"Not Found\"}"));
    }
};

inline SourceState stateOf(const CatalogueAnswer &answer, const QString &id)
{
    for (const SourceState &state : answer.sources) {
        if (state.id == id)
            return state;
    }
    qFatal("no source %s", qPrintable(id));
}

} // namespace portico
