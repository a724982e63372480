// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/ownarguments.h"

#include "core/installs/install.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::OwnArguments)
};

/** What a person sets instead of passing the argument. */
enum class Instead { Port, Listen, Data, Folders, Browser };

struct OwnFlag
{
    QLatin1StringView flag;
    Instead instead;
    bool alsoAdopted; ///< Portico passes it to an adopted install, too
};

constexpr std::array kOwnFlags{
    OwnFlag{"--port"_L1, Instead::Port, true},
    OwnFlag{"--listen"_L1, Instead::Listen, true},
    OwnFlag{"--base-directory"_L1, Instead::Data, false},
    OwnFlag{"--database-url"_L1, Instead::Data, false},
    OwnFlag{"--output-directory"_L1, Instead::Folders, true},
    OwnFlag{"--input-directory"_L1, Instead::Folders, true},
    OwnFlag{"--user-directory"_L1, Instead::Folders, true},
    OwnFlag{"--auto-launch"_L1, Instead::Browser, true},
    OwnFlag{"--disable-auto-launch"_L1, Instead::Browser, true},
    OwnFlag{"--windows-standalone-build"_L1, Instead::Browser, true},
};

QString nextStep(Instead instead)
{
    switch (instead) {
    case Instead::Port:
        return Text::tr("Remove it and set the port of this install.");
    case Instead::Listen:
        return Text::tr("Remove it: Portico starts ComfyUI for this computer only.");
    case Instead::Data:
        return Text::tr("Remove it: each install has a data folder of its own.");
    case Instead::Folders:
        return Text::tr("Remove it and choose the folder in the settings of this install.");
    case Instead::Browser:
        return Text::tr("Remove it: whether Start opens the browser is a setting of this install.");
    }
    Q_UNREACHABLE();
}

const OwnFlag *clashing(const QString &name, const Install &install, const QSet<QString> &known)
{
    for (const OwnFlag &own : kOwnFlags) {
        if (install.isAdopted() && !own.alsoAdopted)
            continue;
        // argparse takes an unknown beginning for the whole flag.
        const bool isBeginning =
            name.size() > 2 && own.flag.startsWith(name) && !known.contains(name);
        if (name == own.flag || isBeginning)
            return &own;
    }
    return nullptr;
}

constexpr QLatin1StringView kOpensToPages = "--enable-cors-header"_L1;
constexpr qsizetype kMostBrought = 4096; ///< characters of all together

bool mayBeBrought(const QString &flag)
{
    const QString name = flag.section(u'=', 0, 0);
    return flag.startsWith("--"_L1) && name.size() > 2 && !kOpensToPages.startsWith(name)
        && !clashing(name, Install(), {});
}

bool isOneLine(const QString &word)
{
    return !word.contains(u'\n') && !word.contains(QChar(u'\0'));
}

} // namespace

BroughtArguments judgeBroughtArguments(const QStringList &arguments)
{
    BroughtArguments judged;
    if (arguments.join(u' ').size() > kMostBrought) {
        judged.left = arguments;
        return judged;
    }
    for (qsizetype begin = 0, end = 0; begin < arguments.size(); begin = end) {
        end = begin + 1;
        while (end < arguments.size() && !arguments[end].startsWith("--"_L1))
            ++end;
        const QStringList words = arguments.mid(begin, end - begin);
        const bool isGood =
            mayBeBrought(words.first()) && std::all_of(words.begin(), words.end(), isOneLine);
        (isGood ? judged.taken : judged.left) += words;
    }
    return judged;
}

Result<> checkPersonsArguments(const Install &install, const QSet<QString> &knownFlags)
{
    for (const QString &argument : install.settings.arguments) {
        if (argument.contains(QChar(u'\0')) || argument.contains(u'\n')) {
            return Error{.code = ErrorCode::InvalidInput,
                         .message = Text::tr("An argument of “%1” holds a line break, which no "
                                             "argument can.")
                                        .arg(install.name),
                         .nextStep = Text::tr("Write the arguments on one line."),
                         .detail = argument};
        }
        if (!argument.startsWith("--"_L1))
            continue;
        const OwnFlag *own = clashing(argument.section(u'=', 0, 0), install, knownFlags);
        if (own) {
            return Error{.code = ErrorCode::InvalidInput,
                         .message = Text::tr("The argument %1 of “%2” clashes with %3, which "
                                             "Portico sets itself.")
                                        .arg(argument, install.name, own->flag),
                         .nextStep = nextStep(own->instead),
                         .detail = {}};
        }
    }
    return {};
}

} // namespace portico
