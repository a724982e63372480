// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/readyprobe.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>

namespace portico {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto answerLimit = 10s; // heavy imports can hold the answer back

QNetworkRequest request(const QUrl &server, const QString &path)
{
    QUrl url = server;
    url.setPath(path);
    QNetworkRequest asked(url);
    asked.setTransferTimeout(std::chrono::milliseconds(answerLimit).count());
    asked.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                       QNetworkRequest::ManualRedirectPolicy);
    return asked;
}

} // namespace

std::optional<ServerFacts> serverFacts(const QByteArray &reply)
{
    const QJsonObject object = QJsonDocument::fromJson(reply).object();
    if (!object[u"system"_s].isObject())
        return {};
    const QJsonObject system = object[u"system"_s].toObject();
    ServerFacts facts;
    facts.comfyVersion = system[u"comfyui_version"_s].toString();
    facts.device = object[u"devices"_s][0][u"name"_s].toString();
    facts.tellsArguments = system[u"argv"_s].isArray();
    const QJsonArray arguments = system[u"argv"_s].toArray();
    for (qsizetype i = 1; i < arguments.size(); ++i)
        facts.arguments.append(arguments[i].toString());
    return facts;
}

ReadyProbe::ReadyProbe(std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &ReadyProbe::ask);
}

void ReadyProbe::start(const StartPlan &plan)
{
    m_server = plan.url;
    m_ownArguments = plan.ownArguments;
    m_toldForeign = false;
    m_timer.start();
}

void ReadyProbe::stop()
{
    m_timer.stop();
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply.clear();
    }
}

void ReadyProbe::ask()
{
    if (m_reply)
        return;
    m_reply = m_network.get(request(m_server, u"/system_stats"_s));
    m_reply->ignoreSslErrors(); // our own address, a certificate the person made
    connect(m_reply, &QNetworkReply::finished, this, [this, reply = m_reply] {
        m_reply.clear();
        reply->deleteLater();
        judge(reply);
    });
}

void ReadyProbe::judge(QNetworkReply *reply)
{
    const int code = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (code == 0)
        return; // refused or not answered yet
    const std::optional<ServerFacts> facts = serverFacts(reply->readAll());
    const bool isOurs =
        code == 200 && facts && (!facts->tellsArguments || facts->arguments == m_ownArguments);
    if (isOurs) {
        m_timer.stop();
        emit ready(*facts);
    } else if (!std::exchange(m_toldForeign, true)) {
        emit foreignAnswered();
    }
}

void ReadyProbe::askToFinish(const QUrl &server)
{
    for (const auto &[path, body] : {std::pair(u"/queue"_s, QByteArray(R"({"clear":true})")),
                                     std::pair(u"/interrupt"_s, QByteArray("{}"))}) {
        QNetworkRequest asked = request(server, path);
        asked.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        QNetworkReply *reply = m_network.post(asked, body);
        reply->ignoreSslErrors();
        connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    }
}

} // namespace portico
