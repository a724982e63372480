// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/pacrunner.h"

#include "core/process/askhelper.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <chrono>

namespace portico {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PacRunner)
};

constexpr auto kTimeLimit = 10s;

Error scriptError(ErrorCode code, const QString &message, const QString &detail)
{
    return {.code = code,
            .message = message,
            .nextStep = Text::tr("Check the address of the proxy script in the settings, under "
                                 "Network, or name the proxy itself there."),
            .detail = detail};
}

/** Browsers tell a script no path of an https address: it may hold secrets. */
QString shownToScript(const QUrl &url)
{
    const QUrl bare = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    if (url.scheme() != "https"_L1)
        return bare.toString(QUrl::FullyEncoded);
    return bare.adjusted(QUrl::RemovePath | QUrl::RemoveQuery).toString(QUrl::FullyEncoded) + u'/';
}

} // namespace

PacRunner::PacRunner(const ProcessRunner &processes)
    : m_processes(processes)
{ }

Result<QStringList> PacRunner::run(const PacQuestion &question, const JobContext &job) const
{
    const HelperTask task{.part = u"pac"_s,
                          .request = toJson(question),
                          .endedBadly =
                              [](const ExitStatus &status) {
                                  return scriptError(
                                      ErrorCode::ProcessFailed,
                                      Text::tr("The program that runs the network's proxy script "
                                               "ended before it answered."),
                                      QString::fromUtf8(status.errorTail));
                              },
                          .silenceLimit = kTimeLimit};
    const Result<QJsonObject> result = askHelper(task, m_processes, job);
    if (!result && result.error().code == ErrorCode::Timeout) {
        return scriptError(
            ErrorCode::Timeout,
            Text::tr("The network's proxy script found no answer within 10 seconds."),
            result.error().detail);
    }
    if (!result)
        return result.error();
    QStringList answers;
    for (const auto &answer : result->value("answers"_L1).toArray())
        answers += answer.toString();
    if (answers.size() != question.addresses.size())
        return scriptError(
            ErrorCode::ProcessFailed,
            Text::tr("The program that runs the network's proxy script ended before it answered."),
            {});
    return answers;
}

Error pacScriptError(const QString &words)
{
    return scriptError(ErrorCode::InvalidInput,
                       Text::tr("The network's proxy script has a fault: %1.").arg(words.left(200)),
                       words.left(2'000));
}

Error noPacEngineError()
{
    return scriptError(ErrorCode::Unsupported,
                       Text::tr("This Portico was built without an engine for proxy scripts."), {});
}

QList<ProxyServer> readPacAnswer(const QString &answer, const ProxyServer &login)
{
    static const QRegularExpression form(
        u"^\\s*([A-Za-z0-9]+)\\s+(\\[[0-9A-Fa-f:.]+\\]|[^:\\s]+)(?::([0-9]{1,5}))?\\s*$"_s);
    QList<ProxyServer> proxies;
    if (answer.trimmed().isEmpty())
        return {ProxyServer{}};
    const QStringList parts = answer.split(u';', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part.trimmed().compare("DIRECT"_L1, Qt::CaseInsensitive) == 0) {
            proxies += ProxyServer{};
            continue;
        }
        const QRegularExpressionMatch match = form.match(part);
        const QString kind = match.captured(1).toUpper();
        const bool isSocks = kind == "SOCKS"_L1 || kind == "SOCKS5"_L1;
        if (!isSocks && kind != "PROXY"_L1 && kind != "HTTP"_L1)
            continue;
        QString host = match.captured(2);
        if (host.startsWith(u'['))
            host = host.mid(1, host.size() - 2);
        const int port =
            match.captured(3).isEmpty() ? (isSocks ? 1080 : 80) : match.captured(3).toInt();
        if (port < 1 || port > 65'535)
            continue;
        proxies += {.kind = isSocks ? ProxyServer::Kind::Socks5 : ProxyServer::Kind::Http,
                    .host = host,
                    .port = static_cast<quint16>(port),
                    .user = login.user,
                    .password = login.password};
    }
    return proxies;
}

QJsonObject toJson(const PacQuestion &question)
{
    QJsonArray addresses;
    for (const QUrl &url : question.addresses)
        addresses += shownToScript(url);
    return {{u"script"_s, QString::fromUtf8(question.script)}, {u"addresses"_s, addresses}};
}

PacQuestion pacQuestionFromJson(const QJsonObject &object)
{
    PacQuestion question;
    question.script = object["script"_L1].toString().toUtf8();
    for (const auto &address : object["addresses"_L1].toArray())
        question.addresses += QUrl(address.toString());
    return question;
}

} // namespace portico
