// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/installentry.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::InstallEntry)
};

std::optional<qint64> knownSize(const BundleFile &file)
{
    return file.size > 0 ? std::optional(file.size) : std::nullopt;
}

Error vanishedError(const CatalogueEntry &entry, const Error &error)
{
    return {.code = ErrorCode::NotFound,
            .message =
                Text::tr("“%1” is not at its address any more. %2").arg(entry.name, error.message),
            .nextStep = Text::tr("Refresh the catalogue and choose again."),
            .detail = error.detail};
}

} // namespace

AddRequest addRequestOf(const InstallEntryRequest &request)
{
    const CatalogueEntry &entry = request.entry;
    AddRequest add;
    add.name = request.name;
    if (add.name.isEmpty() && entry.sourceId.startsWith("team:"_L1))
        add.name = entry.name; // a team's own names are better than what its files are called
    add.plainHttpHosts = request.plainHttpHosts;
    add.hashPolicy = request.hashPolicy;
    add.port = request.port;
    add.archiveAfter = request.archiveAfter;
    add.settings = request.settings;
    for (qsizetype i = 0; i < entry.files.size(); ++i) {
        const BundleFile &file = entry.files.at(i);
        const QString address = file.url.toString(QUrl::FullyEncoded);
        if (i == 0) {
            add.source = address;
            add.mirrors = file.mirrors;
            add.sha256 = file.sha256;
            add.size = knownSize(file);
        } else {
            add.furtherVolumes += AddVolume{.source = address,
                                            .mirrors = file.mirrors,
                                            .sha256 = file.sha256,
                                            .size = knownSize(file)};
        }
    }
    return add;
}

Result<Install> installEntry(const AddServices &services, const InstallEntryRequest &request,
                             const JobContext &job)
{
    auto install = addBundle(services, addRequestOf(request), job);
    if (!install && install.error().code == ErrorCode::NotFound)
        return vanishedError(request.entry, install.error());
    return install;
}

} // namespace portico
