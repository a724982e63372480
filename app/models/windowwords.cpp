// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/windowwords.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::WindowWords)
};

} // namespace

Error inWindowWords(Error error)
{
    // Commands and options are the same words in every language.
    const std::array<std::pair<QLatin1StringView, QString>, 9> steps{{
        {"--replace"_L1,
         Text::tr("Give it another version, or do it again and choose that the one that is there "
                  "is replaced.")},
        {"--accelerator"_L1, Text::tr("Publish it again and say what it runs on.")},
        {"--allow-source-builds"_L1,
         Text::tr("Make it again and allow packages to be built here.")},
        {"--update"_L1, Text::tr("Make it again with the newest versions.")},
        {"github login"_L1,
         Text::tr("Make a new token on GitHub and give it here: “Sign in” or “Token” of the "
                  "Bundles page.")},
        {"github runs"_L1, Text::tr("Look at its newest runs before you start it again.")},
        {"github trigger"_L1, Text::tr("Start the workflow again.")},
        {"porticoctl repair"_L1,
         Text::tr("Repair the install first: “Repair” on its Overview, or absorb what was "
                  "changed.")},
        {"bundle build"_L1, Text::tr("Make one on the Bundles page.")},
    }};
    for (const auto &[command, step] : steps) {
        if (error.nextStep.contains(command)) {
            error.nextStep = step;
            break;
        }
    }
    return error;
}

} // namespace portico::app
