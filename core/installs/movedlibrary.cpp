// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/movedlibrary.h"

#include "core/installs/installfile.h"
#include "core/io/atomicfile.h"
#include "core/io/json.h"
#include "core/platform/durable.h"
#include "core/platform/fileerror.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString noteIn(const QString &libraryFolder)
{
    return libraryFolder + "/moved.json"_L1;
}

QString noteBeside(const QString &from)
{
    return QDir::cleanPath(from) + ".moved.json"_L1;
}

/** What somebody who was killed had begun to write there. */
void sweepBeside(const QString &from)
{
    const QFileInfo note(noteBeside(from));
    sweepAtomicWrites(note.path(), note.fileName());
}

QStringList movedPaths(const QStringList &paths, const QString &from, const QString &to)
{
    QStringList moved;
    for (const QString &path : paths)
        moved += movedPath(path, from, to);
    return moved;
}

/** "--output-directory=/old/x" as well as "/old/x". */
QString movedWord(const QString &word, const QString &from, const QString &to)
{
    const qsizetype equals = word.indexOf(u'=');
    return equals < 0 ? movedPath(word, from, to)
                      : word.first(equals + 1) + movedPath(word.sliced(equals + 1), from, to);
}

void moveRecord(Install &install, const QString &from, const QString &to)
{
    InstallSettings &settings = install.settings;
    for (QString *folder : {&settings.outputFolder, &settings.inputFolder, &settings.userFolder,
                            &install.adoptedFolder})
        *folder = movedPath(*folder, from, to);
    settings.modelFolders = movedPaths(settings.modelFolders, from, to);
    for (QString &argument : settings.arguments)
        argument = movedWord(argument, from, to);
    for (QString &value : settings.environment)
        value = movedPath(value, from, to);
    for (Generation &generation : install.generations) {
        if (generation.origin.url.isLocalFile())
            generation.origin.url =
                QUrl::fromLocalFile(movedPath(generation.origin.url.toLocalFile(), from, to));
    }
}

Result<> moveRecords(const Library &library, const QString &from)
{
    for (const Install &install : listInstalls(library).installs) {
        Install moved = install;
        moveRecord(moved, from, library.root());
        if (moved == install)
            continue;
        const Result<Install> written = updateInstall(library, install.id, [&](Install &current) {
            moveRecord(current, from, library.root());
        });
        if (!written)
            return written.error();
    }
    return {};
}

/** What a link has to say now; nothing: it is right as it is. */
std::optional<QString> newTarget(const QString &link, const QString &target, const QString &from,
                                 const QString &to)
{
    const auto isInside = [&](const QString &path) {
        return path == from || path.startsWith(from + u'/');
    };
    if (QDir::isAbsolutePath(target)) {
        const QString clean = QDir::cleanPath(target);
        return isInside(clean) ? std::optional(movedPath(clean, from, to)) : std::nullopt;
    }
    const QString before = QFileInfo(movedPath(link, to, from)).path();
    const QString meant = QDir::cleanPath(before + u'/' + target);
    return isInside(meant) ? std::nullopt : std::optional(meant);
}

Result<> moveLink(const QString &link, const QString &from, const QString &to)
{
    const Result<QString> target = readLink(link);
    if (!target)
        return target.error();
    const auto wanted = newTarget(link, *target, from, to);
    if (!wanted)
        return {};
    // Beside it first, so that there is always one of the two.
    const QString beside = link + ".moved"_L1;
    QFile::remove(beside);
    const Result<> made = makeLink(*wanted, beside);
    return made ? renameUnsynced(beside, link, IfExists::Replace) : made;
}

Result<> moveLinks(const Library &library, const QString &from, const JobContext &job)
{
    QStringList links;
    const Result<> walked = walkTree(
        library.root(),
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (entry.kind == TreeEntry::Kind::Link)
                links += library.root() + u'/' + entry.path;
            return Visit::Continue;
        },
        job);
    if (!walked)
        return walked;
    for (const QString &link : std::as_const(links)) {
        const Result<> moved = moveLink(link, from, library.root());
        if (!moved)
            return moved;
    }
    return {};
}

/** The note goes, for ever: only once no power cut can bring back the old files that it leads to,
 *  on a disk of their own. */
Result<> forgetWhereFrom(const Library &library, const QJsonObject &note)
{
    const QString aside = note.value("aside"_L1).toString();
    const QString beside = QFileInfo(aside).path();
    if (!aside.isEmpty() && QFileInfo(beside).isDir()) {
        const Result<> synced = syncFolder(beside);
        if (!synced)
            return synced;
    }
    return removeDurably(noteIn(library.root()));
}

} // namespace

QString movedPath(const QString &path, const QString &from, const QString &to)
{
    if (path == from)
        return to;
    return path.startsWith(from + u'/') ? to + path.sliced(from.size()) : path;
}

Result<> noteWhereFrom(const QString &libraryFolder, const QString &from, const QString &aside)
{
    return writeFileAtomically(noteIn(libraryFolder),
                               jsonToBytes({{u"from"_s, from}, {u"aside"_s, aside}}));
}

Result<> noteWhereTo(const QString &from, const QString &to)
{
    return writeFileAtomically(noteBeside(from), jsonToBytes({{u"to"_s, to}}));
}

bool isFreshlyMoved(const QString &libraryFolder, const QString &from)
{
    const Result<QJsonObject> note = readJsonObject(noteIn(libraryFolder));
    return note && note->value("from"_L1) == from && !note->value("isAdapted"_L1).toBool();
}

QString asideOfMoved(const Library &library)
{
    const Result<QJsonObject> note = readJsonObject(noteIn(library.root()));
    const QString aside = note ? note->value("aside"_L1).toString() : QString();
    const bool isOurs = !aside.isEmpty() && aside == asideFolder(note->value("from"_L1).toString());
    return isOurs && QFileInfo(aside).isDir() ? aside : QString();
}

QString asideFolder(const QString &from)
{
    return from + ".moved-away"_L1;
}

QString forwardedLibrary(const QString &root)
{
    if (QFileInfo::exists(root))
        return root;
    const Result<QJsonObject> note = readJsonObject(noteBeside(root));
    const QString to = note ? note->value("to"_L1).toString() : QString();
    return !to.isEmpty() && QDir::isAbsolutePath(to) && QFileInfo(to).isDir() ? to : root;
}

Result<> adaptMovedLibrary(const Library &library, const JobContext &job)
{
    sweepBeside(library.root());
    const Result<QJsonObject> note = readJsonObject(noteIn(library.root()));
    if (!note)
        return note.error().code == ErrorCode::NotFound ? Result<>() : note.error();
    const QString from = note->value("from"_L1).toString();
    const bool isAway = from != library.root();
    if (isAway)
        sweepBeside(from);
    Result<> done;
    if (isAway && !note->value("isAdapted"_L1).toBool()) {
        done = moveRecords(library, from);
        if (done)
            done = moveLinks(library, from, job);
    }
    if (!done)
        return done;
    const QString aside = isAway ? asideOfMoved(library) : QString();
    if (aside.isEmpty())
        return forgetWhereFrom(library, *note);
    if (note->value("isAdapted"_L1).toBool())
        return {};
    return writeFileAtomically(
        noteIn(library.root()),
        jsonToBytes({{u"from"_s, from}, {u"aside"_s, aside}, {u"isAdapted"_s, true}}));
}

} // namespace portico
