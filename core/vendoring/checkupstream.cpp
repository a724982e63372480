// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/vendoring/checkupstream.h"

#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/net/httpclient.h"
#include "core/net/network.h"
#include "core/net/urlrules.h"
#include "core/nodes/obtainpack.h"
#include "core/nodes/packdigest.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CheckUpstream)
};

constexpr qint64 kMostPage = 64LL << 20;

/** Whether this failure says that it is not there, rather than that nobody knows. */
bool saysGone(ErrorCode code)
{
    return code == ErrorCode::NotFound || code == ErrorCode::Refused;
}

/** The head of a reply is all that is wanted. */
class HeadOnly final : public ByteSink
{
public:
    Result<Want> begin(const HttpReply &reply) override
    {
        if (reply.status >= 200 && reply.status < 300)
            return Want::Enough;
        return httpStatusError(reply);
    }
    Result<Want> write(QByteArrayView) override { return Want::Enough; }
};

QByteArray authorizationOf(const QUrl &url)
{
    if (url.userName().isEmpty())
        return {};
    const QString login =
        url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded);
    return "Basic " + login.toUtf8().toBase64();
}

/** Wheels that were made here of a source: no index has them. */
QSet<QString> builtHere(const QString &wheels)
{
    QSet<QString> built;
    const QDir notes(wheels + "/sources"_L1);
    for (const QString &name : notes.entryList({u"*.json"_s}, QDir::Files)) {
        if (const Result<QJsonObject> note = readJsonObject(notes.filePath(name)))
            built += note->value("sha256"_L1).toString();
    }
    return built;
}

class UpstreamCheck
{
public:
    UpstreamCheck(const RestoreServices &services, const VendoredState &state,
                  const NetworkChain &network, const QString &staging, const JobContext &job)
        : m_services(services)
        , m_state(state)
        , m_network(network)
        , m_staging(staging)
        , m_job(job)
    { }

    Result<QList<UpstreamFinding>> run();

private:
    Result<> askAll();
    Result<> add(UpstreamFinding finding, const Result<> &answer);
    Result<> askPack(const RecordedPack &pack);
    Result<UpstreamState> comparePack(const RecordedPack &pack, const PackSource &source);
    Result<> askWheel(const VendoredFile &wheel);
    Result<> askRuntime();
    Result<> askArchive(const BundleOrigin &origin);

    const RestoreServices &m_services;
    const VendoredState &m_state;
    const NetworkChain &m_network;
    const QString m_staging;
    const JobContext &m_job;
    QList<UpstreamFinding> m_findings;
    int m_number = 0;
};

/** `answer`: success where the finding tells already. */
Result<> UpstreamCheck::add(UpstreamFinding finding, const Result<> &answer)
{
    if (!answer && answer.error().code == ErrorCode::Cancelled)
        return answer;
    if (!answer) {
        finding.state =
            saysGone(answer.error().code) ? UpstreamState::Gone : UpstreamState::Unknown;
        finding.why = answer.error().message;
    } else if (finding.state == UpstreamState::Changed) {
        finding.why = Text::tr("What is offered there now is not what was kept.");
    }
    m_findings += finding;
    return {};
}

Result<UpstreamState> UpstreamCheck::comparePack(const RecordedPack &pack, const PackSource &source)
{
    const QString into = m_staging + u'/' + QString::number(++m_number);
    if (const Result<> made = makeFolder(into); !made)
        return made.error();
    const Result<ObtainedPack> got =
        obtainPack(m_services.nodes, m_network, {source, into, GitHistory::Whole}, m_job);
    if (!got)
        return got.error();
    if (pack.kind == PackKind::Git)
        return got->commit == pack.commit ? UpstreamState::There : UpstreamState::Changed;
    // Of one that was edited here its own digest tells nothing; what came at first does.
    const Sha256 wanted =
        pack.record && !pack.record->digest.isNull() ? pack.record->digest : pack.digest;
    const Result<Sha256> digest = packDigest(got->folder, m_job);
    if (!digest)
        return digest.error();
    return *digest == wanted ? UpstreamState::There : UpstreamState::Changed;
}

Result<> UpstreamCheck::askPack(const RecordedPack &pack)
{
    if (pack.source.place.isEmpty())
        return {};
    PackSource source = pack.source;
    source.name = pack.name;
    const Result<UpstreamState> state = comparePack(pack, source);
    return add({.kind = VendoredKind::Pack,
                .name = pack.name,
                .source = shownSource(pack.source),
                .state = state ? *state : UpstreamState::Unknown},
               state ? Result<>() : Result<>(state.error()));
}

/** By the page of its package, as pip and uv read it. */
Result<> UpstreamCheck::askWheel(const VendoredFile &wheel)
{
    QUrl page = m_network.packageIndex;
    const QByteArray authorization = authorizationOf(page);
    page.setUserInfo({});
    QString path = page.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    page.setPath(path + u'/' + wheel.name + u'/');
    UpstreamFinding finding{
        .kind = VendoredKind::Wheel, .name = wheel.name, .source = shownUrl(page)};
    const HttpRequest request{
        .url = page,
        .headers = {{"Accept", "application/vnd.pypi.simple.v1+json, text/html;q=0.5"}},
        .authorization = authorization,
        .plainHttpHosts = m_network.plainHttpHosts
            + (page.scheme() == "http"_L1 ? QStringList{page.host()} : QStringList())};
    const Result<QByteArray> text = getDocument(m_services.nodes.http, request, kMostPage, m_job);
    if (!text)
        return add(finding, text.error());
    const QByteArray name = QFileInfo(wheel.path).fileName().toUtf8();
    if (text->contains(wheel.sha256.toHex().toLatin1())) {
        finding.state = UpstreamState::There;
    } else if (!text->contains(name)) {
        finding.state = UpstreamState::Gone;
        finding.why = Text::tr("The package index does not offer this file any more.");
    } else if (text->contains("sha256")) {
        finding.state = UpstreamState::Changed;
    } else {
        finding.why = Text::tr("The package index tells no hashes.");
    }
    return add(finding, {});
}

Result<> UpstreamCheck::askArchive(const BundleOrigin &origin)
{
    UpstreamFinding finding{.kind = VendoredKind::Runtime,
                            .name = runtimeText(m_state.content.runtime),
                            .source = shownUrl(origin.url)};
    if (origin.url.isLocalFile()) {
        const Result<Sha256> hash = hashFile(origin.url.toLocalFile(), m_job);
        if (hash)
            finding.state = *hash == origin.sha256 ? UpstreamState::There : UpstreamState::Changed;
        return add(finding, hash ? Result<>() : Result<>(hash.error()));
    }
    HeadOnly sink;
    const Result<HttpReply> reply =
        m_services.nodes.http.get({.url = origin.url,
                                   .headers = {},
                                   .authorization = {},
                                   .plainHttpHosts = m_network.plainHttpHosts},
                                  sink, m_job);
    finding.state = UpstreamState::There;
    return add(finding, reply ? Result<>() : Result<>(reply.error()));
}

Result<> UpstreamCheck::askRuntime()
{
    const RecordedRuntime &runtime = m_state.content.runtime;
    if (runtime.repository.isEmpty())
        return runtime.origin.url.isEmpty() ? Result<>() : askArchive(runtime.origin);
    const PackSource source{.kind = PackSource::Kind::Git,
                            .place = runtime.repository,
                            .ref = runtime.commit,
                            .name = u"ComfyUI"_s};
    const QString into = m_staging + "/runtime"_L1;
    if (const Result<> made = makeFolder(into); !made)
        return made;
    const Result<ObtainedPack> got =
        obtainFromGit(m_services.nodes, m_network, {source, into, GitHistory::NewestOnly}, m_job);
    const bool isSame = got && got->commit == runtime.commit;
    return add({.kind = VendoredKind::Runtime,
                .name = runtimeText(runtime),
                .source = shownSource(source),
                .state = isSame ? UpstreamState::There : UpstreamState::Changed},
               got ? Result<>() : Result<>(got.error()));
}

Result<> UpstreamCheck::askAll()
{
    Result<> asked = askRuntime();
    for (const RecordedPack &pack : m_state.content.packs)
        asked = asked ? askPack(pack) : asked;
    const QSet<QString> built = builtHere(m_services.nodes.compose.library.wheels());
    for (const VendoredFile &file : m_state.files) {
        if (asked && file.kind == VendoredKind::Wheel && !built.contains(file.sha256.toHex()))
            asked = askWheel(file);
    }
    return asked;
}

Result<QList<UpstreamFinding>> UpstreamCheck::run()
{
    const Result<> asked = askAll();
    return asked ? Result<QList<UpstreamFinding>>(m_findings) : asked.error();
}

} // namespace

QString upstreamStateName(UpstreamState state)
{
    switch (state) {
    case UpstreamState::There:
        return u"there"_s;
    case UpstreamState::Gone:
        return u"gone"_s;
    case UpstreamState::Changed:
        return u"changed"_s;
    case UpstreamState::Unknown:
        return u"unknown"_s;
    }
    Q_UNREACHABLE();
}

Result<QList<UpstreamFinding>> checkUpstream(const RestoreServices &services,
                                             const VendoredState &state, const JobContext &job)
{
    const ComposeServices &compose = services.nodes.compose;
    const Result<NetworkChain> network = compose.network.chain(job);
    if (!network)
        return network.error();
    const Result<StagingDir> staging = StagingDir::create(
        compose.library.staging(), Text::tr("asking where “%1” came from").arg(state.install.name));
    if (!staging)
        return staging.error();
    return UpstreamCheck(services, state, *network, staging->path(), job).run();
}

} // namespace portico
