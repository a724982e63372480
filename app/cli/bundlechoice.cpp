// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/bundlechoice.h"

#include "core/catalogue/givenentry.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text // the words of `porticoctl install`, whoever chooses
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::InstallCommand)
};

/** A file or an address, rather than an id that nobody knows. */
bool looksGiven(const QString &bundle)
{
    return bundle.contains("://"_L1) || QFileInfo(bundle).isFile();
}

} // namespace

Result<CatalogueEntry> chosenBundle(const CatalogueServices &catalogue, const QString &bundle,
                                    const std::optional<Sha256> &sha256, const JobContext &job)
{
    if (looksGiven(bundle))
        return givenEntry(bundle, sha256);
    CatalogueAnswer last;
    for (const Asking asking : {Asking::IfOld, Asking::Always}) {
        const auto answer = askCatalogue(catalogue, asking, job);
        if (!answer)
            return answer.error();
        if (const CatalogueEntry *entry = answer->entry(bundle)) {
            CatalogueEntry chosen = *entry;
            if (sha256 && chosen.files.size() == 1)
                chosen.files.first().sha256 = sha256;
            return chosen;
        }
        last = *answer;
    }
    return withProblems({.code = ErrorCode::NotFound,
                         .message = Text::tr("The catalogue has no bundle “%1”.").arg(bundle),
                         .nextStep = Text::tr("“porticoctl catalogue --all” lists all of them."),
                         .detail = {}},
                        last);
}

/** Why the catalogue may lack something: what its sources say. */
Error withProblems(Error error, const CatalogueAnswer &catalogue)
{
    for (const SourceState &state : catalogue.sources) {
        if (state.problem)
            error.detail += state.title + u": "_s + state.problem->message + u'\n';
    }
    error.detail = error.detail.trimmed();
    return error;
}

} // namespace portico::cli
