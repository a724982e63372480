// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/unmetneed.h"

#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::UnmetNeed)
};

constexpr qsizetype kMostTexts = 8;
constexpr qsizetype kLongestReason = 300;

/** "numpy>=2,<3" -> "numpy". */
QString nameIn(const QString &requirement)
{
    static const QRegularExpression name(
        uR"re(^([A-Za-z0-9][A-Za-z0-9._-]*?)(?=[\[<>=!~,]|$))re"_s);
    return normalisedPackage(name.match(requirement).captured(1));
}

bool namesPackage(const QString &words, const QString &name)
{
    const QRegularExpression whole(u"(?<![A-Za-z0-9._-])"_s + QRegularExpression::escape(name)
                                   + u"(?![A-Za-z0-9_-])"_s);
    return whole.match(words).hasMatch();
}

QStringList packsOf(const ClashingPacks &clash)
{
    return clash.other.isEmpty() ? QStringList{clash.pack} : QStringList{clash.other, clash.pack};
}

/** Reads the words of one clash. */
class Explanation
{
public:
    Explanation(const ClashingPacks &clash, const QList<WantedNeed> &needs,
                const PythonEnvironment &base)
        : m_clash(clash)
        , m_words(clash.words.simplified())
        , m_base(base)
    {
        for (const WantedNeed &need : needs) {
            if (need.pack == clash.pack || need.pack == clash.other)
                m_needs += need;
        }
    }

    UnmetNeed explain();

private:
    void addText(const QString &text, const QString &who);
    void addOwnNeeds();
    void addNeedsOfPackages();
    QString packNaming(const QString &package) const;
    QString disputed() const;
    QString message(const QString &name) const;
    QString reason() const;

    const ClashingPacks &m_clash;
    const QString m_words;
    const PythonEnvironment &m_base;
    QList<WantedNeed> m_needs;
    QStringList m_texts;
    QStringList m_names; ///< of the packages in m_texts, as often as they come
    QList<NeedChoice> m_choices;
};

void Explanation::addText(const QString &text, const QString &who)
{
    const QString line = needOf(text, who);
    if (m_texts.contains(line) || m_texts.size() >= kMostTexts)
        return;
    m_texts += line;
    m_names += nameIn(text);
}

QString Explanation::packNaming(const QString &package) const
{
    const auto found = std::find_if(m_needs.begin(), m_needs.end(),
                                    [&](const WantedNeed &need) { return need.name == package; });
    return found == m_needs.end() ? QString() : found->pack;
}

/** What the packs themselves write about packages that uv's words are about. */
void Explanation::addOwnNeeds()
{
    for (const WantedNeed &need : std::as_const(m_needs)) {
        if (!namesPackage(m_words, need.name))
            continue;
        addText(need.text.section(u';', 0, 0).trimmed(), need.pack);
        const NeedChoice choice{need.pack, need.requirement};
        if (!need.requirement.isEmpty() && !m_choices.contains(choice))
            m_choices += choice;
    }
}

/** "all versions of trainer depend on numpy<2": a package's need, and whose package it is. */
void Explanation::addNeedsOfPackages()
{
    static const QRegularExpression depends(
        uR"re(([A-Za-z0-9][A-Za-z0-9._-]*)(?:[<>=!~]\S*)? depends? on ([A-Za-z0-9][^\s,]*(?:,[<>=!~][^\s,]*)*))re"_s);
    QRegularExpressionMatchIterator matches = depends.globalMatch(m_words);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString package = normalisedPackage(match.captured(1));
        const QString pack = packNaming(package);
        addText(match.captured(2), pack.isEmpty() ? package : package + u", "_s + pack);
    }
}

/** The package that two of the requirements are about. */
QString Explanation::disputed() const
{
    QString best;
    qsizetype most = 0;
    for (const QString &name : m_names) {
        const qsizetype count = m_names.count(name) + (m_base.find(name) ? 1 : 0);
        if (count > most) {
            most = count;
            best = name;
        }
    }
    return best;
}

/** uv's first sentence. */
QString Explanation::reason() const
{
    static const QRegularExpression because(
        uR"re((Because .*?)(?:, we can conclude| And because|$))re"_s);
    const QString reason = because.match(m_words).captured(1);
    return reason.size() > kLongestReason ? reason.left(kLongestReason) + u'…' : reason;
}

QString Explanation::message(const QString &name) const
{
    if (packagesNotFound(m_words).contains(name))
        return Text::tr("“%1” needs “%2”, which the package index does not have.")
            .arg(m_clash.pack, name);
    const Distribution *const present = m_base.find(name);
    if (m_clash.other.isEmpty() && present)
        return Text::tr("“%1” needs another %2 than the %3 of this install, which does not change.")
            .arg(m_clash.pack, name, present->version);
    if (m_words.contains("has no wheels with a matching"_L1)
        || m_words.contains("have no wheels with a matching"_L1))
        return Text::tr("“%1” needs a package that is not made for this Python or this computer. "
                        "%2")
            .arg(m_clash.pack, reason());
    if (m_clash.other.isEmpty())
        return Text::tr("“%1” needs what cannot be had together. %2").arg(m_clash.pack, reason());
    if (name.isEmpty())
        return Text::tr("“%1” and “%2” do not go together. %3")
            .arg(m_clash.other, m_clash.pack, reason());
    return Text::tr("“%1” and “%2” need different versions of %3.")
        .arg(m_clash.other, m_clash.pack, name);
}

UnmetNeed Explanation::explain()
{
    const QStringList missing = packagesNotFound(m_words);
    addOwnNeeds();
    addNeedsOfPackages();
    const QString name = missing.isEmpty() ? disputed() : missing.constFirst();
    if (const Distribution *const present = m_base.find(name))
        addText(name + "=="_L1 + present->version, Text::tr("this install"));
    return {.packs = packsOf(m_clash),
            .name = name,
            .texts = m_texts,
            .message = message(name),
            .detail = m_clash.words.trimmed(),
            .choices = m_choices};
}

} // namespace

UnmetNeed explainClash(const ClashingPacks &clash, const QList<WantedNeed> &needs,
                       const PythonEnvironment &base)
{
    return Explanation(clash, needs, base).explain();
}

QStringList packagesNotFound(const QString &words)
{
    static const QRegularExpression missing(
        uR"re(([A-Za-z0-9._-]+) was not found in the package registry)re"_s);
    QStringList names;
    QRegularExpressionMatchIterator matches = missing.globalMatch(words.simplified());
    while (matches.hasNext())
        names += normalisedPackage(matches.next().captured(1));
    names.removeDuplicates();
    return names;
}

} // namespace portico
