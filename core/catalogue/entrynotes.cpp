// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/entrynotes.h"

#include "core/catalogue/documentfetcher.h"
#include "core/catalogue/standalonefiles.h"
#include "core/catalogue/standalonejson.h"

using namespace Qt::StringLiterals;

namespace portico {

Result<QString> askNotes(const CatalogueServices &services, const CatalogueEntry &entry,
                         Asking asking, const JobContext &job)
{
    if (entry.sourceId != "standalone"_L1)
        return entry.notes;
    const DocumentFetcher fetcher(services.http, services.clock, DocumentCache(services.cache));
    const QString path = entry.variant + u'/' + entry.version + "/manifest.json"_L1;
    Result<QString> notes = QString();
    for (const QUrl &place : standalonePlaces(services.options.standaloneMirror)) {
        DocumentFetcher::Request request;
        request.url = standaloneUrl(place, path);
        request.plainHttpHosts = services.options.plainHttpHosts;
        request.judge = [](const QByteArray &bytes) -> Result<> {
            const auto manifest = standaloneManifestFromJson(bytes);
            return manifest ? Result<>() : manifest.error();
        };
        const auto document = fetcher.fetch(request, asking, job);
        const auto manifest = document ? standaloneManifestFromJson(document->bytes)
                                       : Result<StandaloneManifest>(document.error());
        if (manifest)
            return notesOf(*manifest);
        notes = manifest.error();
        if (job.isCancelled())
            break;
    }
    return notes;
}

} // namespace portico
