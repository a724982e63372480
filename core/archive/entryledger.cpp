// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/entryledger.h"

#include "core/archive/archiveerror.h"
#include "core/archive/entryrules.h"
#include "core/base/sizes.h"
#include "core/platform/filerules.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EntryLedger)
};

constexpr qint64 ratioFloor = 10 << 20; ///< below it a high ratio harms nobody
constexpr int maxWarnings = 20;
constexpr int maxTopLevel = 100;
constexpr int maxLinkTurns = 40;

/** The key under which two names would be one file; without Qt's strings for plain ASCII. */
QByteArray keyOf(QByteArrayView path)
{
    QByteArray key = path.toByteArray();
    for (char &c : key) {
        if (static_cast<unsigned char>(c) >= 0x80)
            return collisionKey(QString::fromUtf8(path)).toUtf8();
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return key;
}

} // namespace

EntryLedger::EntryLedger(QString archive, qint64 archiveBytes, UnpackLimits limits, Os os)
    : m_archive(std::move(archive))
    , m_archiveBytes(archiveBytes)
    , m_limits(limits)
    , m_os(os)
{ }

Result<QList<QByteArray>> EntryLedger::admit(const EntryFacts &entry)
{
    if (const Result<> named = admitName(entry); !named)
        return named.error();
    if (const Result<> amount = admitAmount(entry); !amount)
        return amount.error();
    QList<QByteArray> newFolders;
    if (const Result<> parents = admitParents(entry, newFolders); !parents)
        return parents.error();
    if (const Result<> place = admitPlace(entry, newFolders); !place)
        return place.error();
    noteTopLevel(entry.path);
    return newFolders;
}

Result<> EntryLedger::admitName(const EntryFacts &entry)
{
    if (const NameFault fault = nameFault(entry.path, m_os); fault != NameFault::None)
        return refusedEntry(m_archive, entry.path, faultText(fault));
    if (entry.kind == EntryKind::Special)
        return refusedEntry(m_archive, entry.path,
                            Text::tr("it is a device, a pipe or a socket, not a file"));
    if (m_os != Os::Windows) {
        if (const NameFault fault = portabilityFault(entry.path); fault != NameFault::None)
            warn(entry.path, faultText(fault));
    }
    if (entry.kind != EntryKind::SymbolicLink || entry.linkTarget.isNull())
        return {};
    const NameFault fault = linkTargetFault(entry.path, entry.linkTarget, m_os);
    if (fault == NameFault::None)
        return {};
    return refusedEntry(m_archive, entry.path,
                        Text::tr("it is a link to “%1”, and %2")
                            .arg(shownName(entry.linkTarget), faultText(fault)));
}

Result<> EntryLedger::admitAmount(const EntryFacts &entry)
{
    if (++m_entries > m_limits.maxEntries)
        return refusedArchive(m_archive,
                              Text::tr("it holds more than %L1 entries").arg(m_limits.maxEntries));
    if (entry.kind != EntryKind::File)
        return {};
    if (const Result<> admitted = admitBytes(entry.size); !admitted)
        return admitted;
    if (entry.packedSize > 0 && entry.size > ratioFloor
        && entry.size / m_limits.maxEntryRatio >= entry.packedSize)
        return refusedEntry(m_archive, entry.path,
                            Text::tr("%1 would unpack to %2, as only a trap does")
                                .arg(sizeText(entry.packedSize), sizeText(entry.size)));
    return {};
}

Result<> EntryLedger::admitBytes(qint64 bytes)
{
    if (bytes < 0 || bytes > m_limits.maxBytes || m_summary.bytes > m_limits.maxBytes - bytes)
        return refusedArchive(
            m_archive,
            Text::tr("unpacked it would have more than %1").arg(sizeText(m_limits.maxBytes)));
    m_summary.bytes += bytes;
    if (m_summary.bytes <= ratioFloor || m_summary.bytes / m_limits.maxRatio < m_archiveBytes)
        return {};
    return refusedArchive(m_archive,
                          Text::tr("%1 would unpack to %2 or more, as only a trap does")
                              .arg(sizeText(m_archiveBytes), sizeText(m_summary.bytes)));
}

Result<> EntryLedger::admitParents(const EntryFacts &entry, QList<QByteArray> &newFolders)
{
    const QByteArrayView parent = parentPath(entry.path);
    if (parent.isEmpty() || parent == m_lastParent)
        return {};
    for (qsizetype slash = parent.indexOf('/');; slash = parent.indexOf('/', slash + 1)) {
        const QByteArrayView folder = slash < 0 ? parent : parent.first(slash);
        const QByteArray key = keyOf(folder);
        const auto found = m_known.constFind(key);
        if (found == m_known.constEnd()) {
            const QByteArray path = folder.toByteArray();
            m_known.insert(key, {EntryKind::Folder, path, {}});
            newFolders.append(path);
        } else if (found->kind != EntryKind::Folder) {
            return refusedEntry(m_archive, entry.path,
                                Text::tr("its path leads through “%1”, which is not a folder")
                                    .arg(shownName(found->path)));
        } else if (found->path != folder) {
            return refusedEntry(
                m_archive, entry.path,
                Text::tr("“%1” differs from it only in a way that some systems ignore")
                    .arg(shownName(found->path)));
        }
        if (slash < 0)
            break;
    }
    m_lastParent = parent.toByteArray();
    m_summary.folders += newFolders.size();
    return {};
}

Result<> EntryLedger::admitPlace(const EntryFacts &entry, QList<QByteArray> &newFolders)
{
    const QByteArray key = keyOf(entry.path);
    const auto found = m_known.constFind(key);
    if (found != m_known.constEnd()) {
        const bool isSameFolder = entry.kind == EntryKind::Folder
            && found->kind == EntryKind::Folder && found->path == entry.path;
        if (isSameFolder)
            return {};
        return refusedEntry(m_archive, entry.path,
                            found->path == entry.path
                                ? Text::tr("it comes twice")
                                : Text::tr("“%1” would be the same file on some systems")
                                      .arg(shownName(found->path)));
    }
    if (entry.kind == EntryKind::HardLink) {
        const auto target = m_known.constFind(keyOf(entry.linkTarget));
        const bool isKnownFile = target != m_known.constEnd() && target->path == entry.linkTarget
            && (target->kind == EntryKind::File || target->kind == EntryKind::HardLink);
        if (!isKnownFile)
            return refusedEntry(m_archive, entry.path,
                                Text::tr("it is a hard link to “%1”, which is no file before it")
                                    .arg(shownName(entry.linkTarget)));
    }
    m_known.insert(key, {entry.kind, entry.path, entry.linkTarget});
    switch (entry.kind) {
    case EntryKind::Folder:
        newFolders.append(entry.path);
        ++m_summary.folders;
        break;
    case EntryKind::SymbolicLink:
        ++m_summary.links;
        break;
    case EntryKind::File:
    case EntryKind::HardLink:
        ++m_summary.files;
        break;
    case EntryKind::Special:
        break;
    }
    return {};
}

Result<> EntryLedger::checkLinks() const
{
    qint64 budget = 1'000'000 + 8 * m_entries; // a maze of links ends, too
    for (const Known &known : m_known) {
        if (known.kind != EntryKind::SymbolicLink)
            continue;
        if (const Result<> checked = checkLink(known, budget); !checked)
            return checked;
    }
    return {};
}

/** Walks as the system will, following the archive's own links. What is missing may stay missing,
 *  but the way to it must not leave the root. */
Result<> EntryLedger::checkLink(const Known &link, qint64 &budget) const
{
    QByteArray place;        // folders entered so far
    QList<QByteArray> ahead; // names still to walk, the next one last
    const auto push = [&ahead](const QByteArray &path) {
        const QList<QByteArray> names = path.split('/');
        std::copy(names.crbegin(), names.crend(), std::back_inserter(ahead));
    };
    push(link.path);
    for (int turns = 0; !ahead.isEmpty();) {
        const QByteArray name = ahead.takeLast();
        if (name.isEmpty() || name == ".")
            continue;
        if (name == ".." && place.isEmpty())
            return refusedEntry(
                m_archive, link.path,
                Text::tr("it is a link that leads out of the folder by way of other links"));
        if (name == "..") {
            place.truncate(std::max<qsizetype>(place.lastIndexOf('/'), 0));
            continue;
        }
        const QByteArray outer = place;
        place = outer.isEmpty() ? name : outer + '/' + name;
        const auto found = m_known.constFind(keyOf(place));
        if (found == m_known.constEnd() || found->kind != EntryKind::SymbolicLink)
            continue;
        if (++turns > maxLinkTurns || place.size() > 4 * maxPathBytes || --budget < 0)
            return refusedEntry(m_archive, link.path, Text::tr("it is a link that never ends"));
        place = outer;
        push(found->linkTarget);
    }
    return {};
}

void EntryLedger::noteTopLevel(const QByteArray &path)
{
    const QByteArray top = path.left(path.indexOf('/') < 0 ? path.size() : path.indexOf('/'));
    if (m_topLevel.size() >= maxTopLevel || m_topLevel.contains(top))
        return;
    m_topLevel.insert(top);
    m_summary.topLevel.append(QString::fromUtf8(top));
}

void EntryLedger::warn(const QByteArray &path, const QString &why)
{
    if (++m_warnings <= maxWarnings)
        m_summary.warnings.append(Text::tr("“%1”: %2.").arg(shownName(path), why));
}

} // namespace portico
