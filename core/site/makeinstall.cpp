// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/site/makeinstall.h"

#include "core/catalogue/givenentry.h"
#include "core/catalogue/installentry.h"
#include "core/vendoring/bringvendored.h"
#include "core/vendoring/exportvendored.h"
#include "core/vendoring/rebuildvendored.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ApplySite)
};

Error comesFromNowhere(const QString &name)
{
    return {.code = ErrorCode::Usage,
            .message = Text::tr("There is no install “%1”, and the file does not say what to make "
                                "it of.")
                           .arg(name),
            .nextStep = Text::tr("Give it a \"from\" with one of bundle, catalogue and kept."),
            .detail = {}};
}

Error notInCatalogue(const QString &id, const CatalogueAnswer &catalogue)
{
    Error error{.code = ErrorCode::NotFound,
                .message = Text::tr("The catalogue has no bundle “%1”.").arg(id),
                .nextStep = Text::tr("“porticoctl catalogue --all” lists all of them."),
                .detail = {}};
    for (const SourceState &state : catalogue.sources) {
        if (state.problem)
            error.detail += state.title + u": "_s + state.problem->message + u'\n';
    }
    return error;
}

Result<CatalogueEntry> entryOf(const CatalogueServices &services, const SiteOrigin &from,
                               const JobContext &job)
{
    if (from.kind == SiteOrigin::Kind::Bundle)
        return givenEntry(from.place, from.sha256);
    CatalogueAnswer last;
    for (const Asking asking : {Asking::IfOld, Asking::Always}) {
        const Result<CatalogueAnswer> answer = askCatalogue(services, asking, job);
        if (!answer)
            return answer.error();
        if (const CatalogueEntry *const entry = answer->entry(from.place)) {
            CatalogueEntry chosen = *entry;
            if (from.sha256 && chosen.files.size() == 1)
                chosen.files.first().sha256 = from.sha256;
            return chosen;
        }
        last = *answer;
    }
    return notInCatalogue(from.place, last);
}

/** Without a hash two computers may get two bundles: that is no declared state. */
Result<Install> fromBundle(const SiteServices &services, const SiteInstall &wanted,
                           const JobContext &job)
{
    const Result<CatalogueEntry> entry = entryOf(services.catalogue, wanted.from, job);
    if (!entry)
        return entry.error();
    return installEntry(services.add,
                        {.entry = *entry,
                         .name = wanted.name,
                         .plainHttpHosts = services.catalogue.options.plainHttpHosts,
                         .hashPolicy = HashPolicy::Require,
                         .port = wanted.settings.port},
                        job);
}

Error isAnother(const SiteOrigin &from, const QString &id)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("%1 holds %2, and the file declares %3.")
                           .arg(QDir::toNativeSeparators(from.library), id, from.place),
            .nextStep = Text::tr("Export the declared one: porticoctl vendor export."),
            .detail = {}};
}

/** Here already, or brought from where it is kept: a store, or one exported file. */
Result<VendoredState> keptState(const SiteServices &services, const SiteOrigin &from,
                                const JobContext &job)
{
    const ComposeServices &compose = services.nodes.compose;
    if (!QFileInfo(from.library).isFile())
        return bringVendored(from.library.isEmpty() ? compose.library : Library(from.library),
                             compose.library, from.place, job);
    const Result<VendoredState> here =
        bringVendored(compose.library, compose.library, from.place, job);
    if (here)
        return here;
    Result<VendoredState> state =
        importVendored(compose.library, compose.processes, from.library, job);
    if (state && state->id != from.place)
        return isAnother(from, state->id);
    return state;
}

Result<Install> fromKept(const SiteServices &services, const SiteInstall &wanted,
                         const JobContext &job)
{
    const Result<VendoredState> state = keptState(services, wanted.from, job);
    if (!state)
        return state.error();
    const Result<RebuiltInstall> rebuilt =
        rebuildVendored({services.nodes, services.environments}, *state,
                        {.name = wanted.name, .port = wanted.settings.port}, job);
    return rebuilt ? Result<Install>(rebuilt->install) : rebuilt.error();
}

} // namespace

Result<Install> makeInstall(const SiteServices &services, const SiteInstall &wanted,
                            const JobContext &job)
{
    switch (wanted.from.kind) {
    case SiteOrigin::Kind::Nowhere:
        return comesFromNowhere(wanted.name);
    case SiteOrigin::Kind::Bundle:
    case SiteOrigin::Kind::Catalogue:
        return fromBundle(services, wanted, job);
    case SiteOrigin::Kind::Kept:
        return fromKept(services, wanted, job);
    }
    return comesFromNowhere(wanted.name);
}

} // namespace portico
