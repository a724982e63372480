// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/wheelsource.h"

#include "core/net/httpclient.h"
#include "core/net/networkchain.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostList = 32LL << 20;
constexpr qint64 kMostPage = 8LL << 20;

/** One index, each document fetched once. */
class WheelIndex
{
public:
    WheelIndex(const EnvHome &home, const EnvServices &services)
        : m_index(services.wheelIndex.isEmpty() ? cudaWheelIndex(home.rules) : services.wheelIndex)
        , m_os(home.host.os)
        , m_architecture(home.host.architecture)
        , m_services(services)
    { }

    Result<CudaWheelAnswer> find(const QStringList &packages, const WheelCombo &combo,
                                 const QString &python, const JobContext &job);

private:
    Result<> readList(const JobContext &job);
    Result<QList<CudaWheel>> readPages(const QString &package, const JobContext &job);
    HttpRequest requestFor(const QUrl &url) const
    {
        return {.url = url,
                .headers = {},
                .authorization = {},
                .plainHttpHosts = m_services.network.plainHttpHosts};
    }

    QUrl m_index;
    Os m_os;
    Architecture m_architecture;
    const EnvServices &m_services;
    bool m_wasListRead = false;
    QList<CudaWheel> m_listed;
    QMap<QString, QList<CudaWheel>> m_pages;
};

/** An index without a list has its pages. */
Result<> WheelIndex::readList(const JobContext &job)
{
    if (m_wasListRead)
        return {};
    const QUrl url = m_index.resolved(QUrl(u"packages.json"_s));
    const Result<QByteArray> json = getDocument(m_services.http, requestFor(url), kMostList, job);
    if (!json && json.error().code != ErrorCode::NotFound
        && json.error().code != ErrorCode::HttpStatus)
        return json.error();
    m_wasListRead = true;
    const Result<QList<CudaWheel>> wheels =
        json ? wheelsInManifest(*json) : Result<QList<CudaWheel>>(QList<CudaWheel>());
    if (wheels)
        m_listed = *wheels;
    return {};
}

Result<QList<CudaWheel>> WheelIndex::readPages(const QString &package, const JobContext &job)
{
    const auto known = m_pages.constFind(package);
    if (known != m_pages.constEnd())
        return *known;
    QList<CudaWheel> wheels;
    for (const QString &name : wheelPackageNames(package)) {
        const QUrl url = m_index.resolved(QUrl(name + u'/'));
        const Result<QByteArray> page =
            getDocument(m_services.http, requestFor(url), kMostPage, job);
        const bool isMissing = !page
            && (page.error().code == ErrorCode::NotFound
                || page.error().code == ErrorCode::HttpStatus);
        if (!page && !isMissing)
            return page.error();
        if (page)
            wheels += wheelsInPage(*page, url, package);
    }
    m_pages.insert(package, wheels);
    return wheels;
}

Result<CudaWheelAnswer> WheelIndex::find(const QStringList &packages, const WheelCombo &combo,
                                         const QString &python, const JobContext &job)
{
    const Result<> list = readList(job);
    if (!list)
        return list.error();
    CudaWheelAnswer answer;
    for (const QString &package : packages) {
        const WheelWish wish{.package = package,
                             .combo = combo,
                             .python = python,
                             .os = m_os,
                             .architecture = m_architecture};
        std::optional<CudaWheel> wheel = chooseWheel(m_listed, wish);
        if (!wheel) {
            const Result<QList<CudaWheel>> pages = readPages(package, job);
            if (!pages)
                return pages.error();
            wheel = chooseWheel(*pages, wish);
        }
        if (!wheel) {
            answer.missing = package;
            return answer;
        }
        wheel->package = package;
        answer.wheels += *wheel;
    }
    return answer;
}

} // namespace

CudaWheelSource cudaWheelSource(const EnvHome &home, const EnvServices &services)
{
    const auto index = std::make_shared<WheelIndex>(home, services);
    return [index](const QStringList &packages, const WheelCombo &combo, const QString &python,
                   const JobContext &job) { return index->find(packages, combo, python, job); };
}

} // namespace portico
