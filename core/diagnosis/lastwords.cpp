// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/lastwords.h"

#include "core/diagnosis/modulepackages.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LastWords)
};

constexpr int kKilled = 9;

/** A disabled pack cannot be guilty; else the pack whose code ran, else a search for it. */
Fix fixFor(const StartFacts &facts, const QString &pack)
{
    if (!pack.isEmpty())
        return {.kind = FixKind::DisablePack, .arguments = {pack}};
    return {.kind = facts.isSafeStart ? FixKind::RepairEnvironment : FixKind::FindGuiltyPack};
}

QString stepFor(const Fix &fix)
{
    switch (fix.kind) {
    case FixKind::DisablePack:
        return Text::tr("Disable the node pack, or update it.");
    case FixKind::FindGuiltyPack:
        return Text::tr("Let Portico find out whether a node pack is the cause.");
    default:
        return Text::tr("Repair the environment.");
    }
}

Diagnosis made(const char *id, const QString &title, const QString &message, const Fix &fix)
{
    Diagnosis found;
    found.id = QString::fromLatin1(id);
    found.title = title;
    found.message = message;
    found.nextStep = stepFor(fix);
    found.fix = fix;
    return found;
}

Diagnosis missingModule(const StartFacts &facts, const LastWords &words, const QString &module)
{
    const bool isPacks = !words.pack().isEmpty();
    const Fix fix = isPacks ? Fix{.kind = FixKind::InstallPackages,
                                  .arguments = {words.pack(), distributionOfModule(module)}}
                            : Fix{.kind = FixKind::RepairEnvironment};
    Diagnosis found = made(
        "module-missing", Text::tr("A Python package is missing"),
        isPacks
            ? Text::tr("The node pack %1 ended ComfyUI: the Python module %2 is not "
                       "installed.")
                  .arg(words.pack(), module)
            : Text::tr("ComfyUI cannot start: the Python module %1 is not installed.").arg(module),
        fix);
    if (isPacks)
        found.nextStep = facts.isSafeStart ? Text::tr("Repair the environment.")
                                           : Text::tr("Install what the pack needs.");
    found.module = module;
    found.distribution = distributionOfModule(module);
    return found;
}

Diagnosis nativeCrash(const StartFacts &facts, const LastWords &words)
{
    const Fix fix = fixFor(facts, words.pack());
    return made("native-crash", Text::tr("ComfyUI crashed"),
                words.pack().isEmpty()
                    ? Text::tr("A part of ComfyUI that is not written in Python crashed: the "
                               "driver, torch or a package (%1).")
                          .arg(exitText(*facts.exit, facts.os))
                    : Text::tr("ComfyUI crashed in the code of the node pack %1 (%2).")
                          .arg(words.pack(), exitText(*facts.exit, facts.os)),
                fix);
}

Diagnosis killed()
{
    Diagnosis found =
        made("killed", Text::tr("The system ended ComfyUI"),
             Text::tr("Something killed ComfyUI without a word. The system does this when the "
                      "computer's memory runs out."),
             {.kind = FixKind::SetArgument, .arguments = {u"--cache-none"_s}});
    found.nextStep =
        Text::tr("Keep nothing in memory between prompts (--cache-none), or close other programs.");
    return found;
}

Diagnosis raised(const StartFacts &facts, const LastWords &words)
{
    return made("exception", Text::tr("ComfyUI ended with an error"),
                words.pack().isEmpty()
                    ? Text::tr("ComfyUI ended with an error: “%1”.").arg(words.exception())
                    : Text::tr("The node pack %1 ended ComfyUI: “%2”.")
                          .arg(words.pack(), words.exception()),
                fixFor(facts, words.pack()));
}

/** By Ctrl+C or a closed terminal: nothing is wrong. */
bool wasInterrupted(const StartFacts &facts)
{
    const int code = facts.os == Os::Windows ? static_cast<int>(0xC000013A) : 2;
    return facts.exit && facts.exit->bySignal && facts.exit->code == code;
}

bool isNativeCrash(const StartFacts &facts, const LastWords &words)
{
    const bool isException = facts.exit->bySignal && facts.exit->code != kKilled
        && facts.exit->code != 2 && facts.exit->code != 15;
    return isException || (!words.nativeCrash().isEmpty() && facts.exit->code != 0);
}

} // namespace

void LastWords::take(const QString &line)
{
    static const QRegularExpression exceptionLine(
        uR"(^\w[\w.]*(?:Error|Exception|Exit|Warning)(?::|$))"_s);
    static const QRegularExpression frame(uR"re(^\s*File "([^"]*custom_nodes[^"]*)")re"_s);
    static const QRegularExpression native(
        uR"(^(?:Fatal Python error|Windows fatal exception): .*)"_s);
    if (line.startsWith("Traceback (most recent call last)"_L1)) {
        m_pack.clear();
        return;
    }
    if (const QRegularExpressionMatch match = native.match(line); match.hasMatch()) {
        m_nativeCrash = line;
        m_pack.clear();
        return;
    }
    if (const QRegularExpressionMatch match = frame.match(line); match.hasMatch()) {
        // A native crash lists its innermost frame first, a traceback last.
        if (m_nativeCrash.isEmpty() || m_pack.isEmpty())
            m_pack = packOfPath(match.captured(1));
        return;
    }
    if (exceptionLine.match(line).hasMatch())
        m_exception = line;
}

void LastWords::forget()
{
    *this = {};
}

std::optional<Diagnosis> endDiagnosis(const StartFacts &facts, const LastWords &words)
{
    static const QRegularExpression missing(
        uR"(^ModuleNotFoundError: No module named '([^']+)')"_s);
    if (!facts.isOver || facts.wasAsked || wasInterrupted(facts))
        return {};
    if (facts.wasGivenUp) {
        return made("never-ready", Text::tr("ComfyUI never became ready"),
                    Text::tr("ComfyUI started and then said nothing more."),
                    fixFor(facts, words.pack()));
    }
    const bool isQuiet = facts.exit && !facts.exit->bySignal && facts.exit->code == 0;
    if (facts.wasReady && (isQuiet || !facts.exit))
        return {};
    if (!facts.wasReady) {
        if (const QRegularExpressionMatch match = missing.match(words.exception());
            match.hasMatch())
            return missingModule(facts, words, match.captured(1));
    }
    if (facts.exit && isNativeCrash(facts, words))
        return nativeCrash(facts, words);
    if (facts.exit && facts.exit->bySignal && facts.exit->code == kKilled
        && facts.os != Os::Windows)
        return killed();
    if (!words.exception().isEmpty())
        return raised(facts, words);
    if (!facts.exit)
        return {}; // a log without an end
    return made("ended", Text::tr("ComfyUI ended by itself"),
                facts.wasReady
                    ? Text::tr("ComfyUI ended by itself: %1.").arg(exitText(*facts.exit, facts.os))
                    : Text::tr("ComfyUI ended before it was ready: %1.")
                          .arg(exitText(*facts.exit, facts.os)),
                fixFor(facts, words.pack()));
}

} // namespace portico
