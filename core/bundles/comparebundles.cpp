// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/comparebundles.h"

#include "core/bundles/launchscripts.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <functional>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

using Kind = BundleContent::Kind;
using Fact = ChangedFact::Fact;

/** Every key of either, in order, with what each has of it. */
template <typename Value>
void pairUp(const QMap<QString, Value> &before, const QMap<QString, Value> &after,
            const std::function<void(const QString &, const Value *, const Value *)> &visit)
{
    auto a = before.cbegin();
    auto b = after.cbegin();
    while (a != before.cend() || b != after.cend()) {
        const bool isOnlyBefore = b == after.cend() || (a != before.cend() && a.key() < b.key());
        const bool isOnlyAfter = a == before.cend() || (b != after.cend() && b.key() < a.key());
        visit(isOnlyAfter ? b.key() : a.key(), isOnlyAfter ? nullptr : &*a,
              isOnlyBefore ? nullptr : &*b);
        if (!isOnlyAfter)
            ++a;
        if (!isOnlyBefore)
            ++b;
    }
}

template <typename Value>
Difference differenceOf(const Value *before, const Value *after)
{
    if (!before)
        return Difference::Added;
    return after ? Difference::Changed : Difference::Removed;
}

QString systemOf(const BundleRecord &record)
{
    return osName(record.os) + u'-' + architectureName(record.architecture);
}

/** One comparison on its way. */
class Comparing
{
public:
    Comparing(const BundleContent &before, const BundleContent &after)
        : m_before(before)
        , m_after(after)
    { }

    BundleDifference run();

private:
    void compareFacts();
    void compareFiles();
    void comparePacks();
    bool counts(const QString &path) const;
    bool filesOfDiffer(const QString &pack) const;

    const BundleContent &m_before;
    const BundleContent &m_after;
    BundleDifference m_found{};
};

void Comparing::compareFacts()
{
    const BundleRecord &a = m_before.record;
    const BundleRecord &b = m_after.record;
    const auto compare = [this](Fact fact, const QString &before, const QString &after) {
        if (before != after)
            m_found.facts += ChangedFact{fact, before, after};
    };
    const bool areMade = m_before.kind != Kind::Install && m_after.kind != Kind::Install;
    if (areMade) {
        compare(Fact::Name, a.name, b.name);
        compare(Fact::Version, a.version, b.version);
    }
    compare(Fact::System, systemOf(a), systemOf(b));
    compare(Fact::ComfyVersion, a.comfyVersion, b.comfyVersion);
    compare(Fact::ComfyCommit, a.comfyCommit, b.comfyCommit);
    compare(Fact::ComfyRepository, a.comfyRepository, b.comfyRepository);
    compare(Fact::Python, a.pythonVersion, b.pythonVersion);
    compare(Fact::Torch, a.torchVersion, b.torchVersion);
    compare(Fact::Accelerator, a.accelerator, b.accelerator);
    if (areMade)
        compare(Fact::Arguments, a.arguments.join(u' '), b.arguments.join(u' '));
}

/** What an install does not have yet says nothing. */
bool Comparing::counts(const QString &path) const
{
    if (m_before.kind != Kind::Install && m_after.kind != Kind::Install)
        return true;
    return path.startsWith(kBundlePython + u'/') || path.startsWith(kBundleComfy + u'/');
}

void Comparing::compareFiles()
{
    m_found.comparesFiles = m_before.files && m_after.files;
    if (!m_found.comparesFiles)
        return;
    pairUp<BundledFile>(
        *m_before.files, *m_after.files,
        [this](const QString &path, const BundledFile *before, const BundledFile *after) {
            const bool isSame = before && after && before->sha256 == after->sha256;
            if (!isSame && counts(path))
                m_found.files += ChangedFile{.difference = differenceOf(before, after),
                                             .path = path,
                                             .before = before ? before->size : 0,
                                             .after = after ? after->size : 0};
        });
}

bool Comparing::filesOfDiffer(const QString &pack) const
{
    const QString path = kBundleComfy + "/custom_nodes/"_L1 + pack;
    return std::any_of(m_found.files.begin(), m_found.files.end(),
                       [&path](const ChangedFile &file) {
                           return file.path == path || file.path.startsWith(path + u'/');
                       });
}

void Comparing::comparePacks()
{
    QMap<QString, BundledPack> before;
    QMap<QString, BundledPack> after;
    for (const BundledPack &pack : m_before.record.packs)
        before.insert(pack.name, pack);
    for (const BundledPack &pack : m_after.record.packs)
        after.insert(pack.name, pack);
    pairUp<BundledPack>(before, after,
                        [this](const QString &name, const BundledPack *a, const BundledPack *b) {
                            const bool filesDiffer = a && b && filesOfDiffer(name);
                            if (a && b && *a == *b && !filesDiffer)
                                return;
                            m_found.packs += ChangedPack{.difference = differenceOf(a, b),
                                                         .name = name,
                                                         .before = a ? *a : BundledPack(),
                                                         .after = b ? *b : BundledPack(),
                                                         .filesDiffer = filesDiffer};
                        });
}

BundleDifference Comparing::run()
{
    m_found.before = m_before.name;
    m_found.after = m_after.name;
    compareFacts();
    compareFiles();
    comparePacks();
    pairUp<QString>(m_before.packages, m_after.packages,
                    [this](const QString &name, const QString *before, const QString *after) {
                        if (!before || !after || *before != *after)
                            m_found.packages +=
                                ChangedPackage{.difference = differenceOf(before, after),
                                               .name = name,
                                               .before = before ? *before : QString(),
                                               .after = after ? *after : QString()};
                    });
    return m_found;
}

QJsonObject packJson(const BundledPack &pack)
{
    return {{u"version"_s, pack.version},
            {u"commit"_s, pack.commit},
            {u"origin"_s, pack.origin.toString()},
            {u"changed"_s, pack.isChanged}};
}

QJsonObject countJson(const FileCount &count)
{
    return {{u"files"_s, count.files},
            {u"bytesBefore"_s, count.before},
            {u"bytesAfter"_s, count.after}};
}

QJsonObject filesJson(const BundleDifference &difference, FileList list)
{
    QJsonObject object;
    for (const auto kind : {Difference::Added, Difference::Removed, Difference::Changed})
        object.insert(differenceName(kind), countJson(difference.count(kind)));
    if (list == FileList::Leave)
        return object;
    QJsonArray files;
    for (const ChangedFile &file : difference.files)
        files += QJsonObject{{u"path"_s, file.path},
                             {u"difference"_s, differenceName(file.difference)},
                             {u"bytesBefore"_s, file.before},
                             {u"bytesAfter"_s, file.after}};
    object.insert(u"list"_s, files);
    return object;
}

} // namespace

QString differenceName(Difference difference)
{
    static constexpr std::array kNames{"added"_L1, "removed"_L1, "changed"_L1};
    return kNames.at(static_cast<size_t>(difference));
}

QString factName(ChangedFact::Fact fact)
{
    static constexpr std::array kNames{"name"_L1,         "version"_L1,     "system"_L1,
                                       "comfyVersion"_L1, "comfyCommit"_L1, "comfyRepository"_L1,
                                       "python"_L1,       "torch"_L1,       "accelerator"_L1,
                                       "arguments"_L1};
    return kNames.at(static_cast<size_t>(fact));
}

FileCount BundleDifference::count(Difference difference) const
{
    FileCount count;
    for (const ChangedFile &file : files) {
        if (file.difference != difference)
            continue;
        ++count.files;
        count.before += file.before;
        count.after += file.after;
    }
    return count;
}

BundleDifference compareBundles(const BundleContent &before, const BundleContent &after)
{
    return Comparing(before, after).run();
}

QJsonObject toJson(const BundleDifference &difference, FileList list)
{
    QJsonArray facts;
    for (const ChangedFact &fact : difference.facts)
        facts += QJsonObject{
            {u"fact"_s, factName(fact.fact)}, {u"before"_s, fact.before}, {u"after"_s, fact.after}};
    QJsonArray packs;
    for (const ChangedPack &pack : difference.packs) {
        QJsonObject object{{u"name"_s, pack.name},
                           {u"difference"_s, differenceName(pack.difference)},
                           {u"filesDiffer"_s, pack.filesDiffer}};
        if (pack.difference != Difference::Added)
            object.insert(u"before"_s, packJson(pack.before));
        if (pack.difference != Difference::Removed)
            object.insert(u"after"_s, packJson(pack.after));
        packs += object;
    }
    QJsonArray packages;
    for (const ChangedPackage &package : difference.packages)
        packages += QJsonObject{{u"name"_s, package.name},
                                {u"difference"_s, differenceName(package.difference)},
                                {u"before"_s, package.before},
                                {u"after"_s, package.after}};
    QJsonObject object{{u"before"_s, difference.before},
                       {u"after"_s, difference.after},
                       {u"equal"_s, difference.isEmpty()},
                       {u"facts"_s, facts},
                       {u"packs"_s, packs},
                       {u"packages"_s, packages}};
    if (difference.comparesFiles)
        object.insert(u"files"_s, filesJson(difference, list));
    return object;
}

} // namespace portico
