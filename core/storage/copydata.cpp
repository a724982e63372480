// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/isolationvariables.h"
#include "core/io/documentfile.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/nodes/packrecords.h"
#include "core/platform/fileerror.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"
#include "core/storage/copyparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CopyData)
};

/** A file of this size or more below `models` is one that nobody edits. */
constexpr qint64 kModelSize = 1 << 20;

bool isBelow(QStringView path, QStringView folder)
{
    return path.startsWith(folder) && (path.size() == folder.size() || path[folder.size()] == u'/');
}

/** What the new install begins with: `path` is relative to the data folder. */
bool isWanted(const Duplication &work, QStringView path)
{
    if (path == "models"_L1 || path.endsWith("/__pycache__"_L1) || path == "temp"_L1)
        return false;
    if (isBelow(path, u"output"))
        return path == "output"_L1 || work.outputs == DuplicateOutputs::Take;
    const QString database = "db/"_L1 + generationFolderName(work.install.generation()->number);
    return !isBelow(path, u"db") || path == "db"_L1 || isBelow(path, database);
}

/** Links that lead into the first install lead into the new one, as far as it has the place. */
Result<> turnLink(const Duplication &work, const QString &path)
{
    const QString link = work.target + "/data/"_L1 + path;
    const Result<QString> target = readLink(link);
    if (!target)
        return target.error();
    if (!isBelow(QDir::cleanPath(*target), work.source()) || !QDir::isAbsolutePath(*target))
        return {};
    const QString inside = QDir::cleanPath(*target).sliced(work.source().size());
    if (!QFile::remove(link))
        return fileError(FileAct::Remove, link, lastSystemError());
    const bool isThere = QFileInfo::exists(work.target + inside);
    if (!isThere) // an isolated environment: its build makes the link again
        return {};
    const QString folder = QFileInfo(link).path();
    return makeLink(QDir(folder).relativeFilePath(work.target + inside), link);
}

Result<> turnLinks(const Duplication &work)
{
    QStringList links;
    const Result<> walked = walkTree(
        work.target + "/data"_L1,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (entry.kind == TreeEntry::Kind::Link)
                links += entry.path;
            return Visit::Continue;
        },
        work.job);
    if (!walked)
        return walked;
    for (const QString &link : std::as_const(links)) {
        const Result<> turned = turnLink(work, link);
        if (!turned)
            return turned;
    }
    return {};
}

/** By whatever costs no space; false: nothing does. */
Result<bool> shareModel(const QString &from, const QString &to)
{
    for (const CloneMethod method : {CloneMethod::Reflink, CloneMethod::HardLink}) {
        const Result<> shared = cloneFile(from, to, method);
        if (shared || shared.error().code != ErrorCode::Unsupported)
            return shared ? Result<bool>(true) : Result<bool>(shared.error());
    }
    return false;
}

class Models
{
public:
    explicit Models(const Duplication &work)
        : m_work(work)
        , m_from(work.source() + "/data/models"_L1)
        , m_to(work.target + "/data/models"_L1)
    { }

    Result<> copy()
    {
        if (!QFileInfo(m_from).isDir() || QFileInfo(m_from).isSymLink())
            return {};
        Result<> made = makeFolder(m_to);
        if (made)
            made = walkTree(
                m_from, [this](const TreeEntry &entry) { return visit(entry); }, m_work.job);
        if (made && m_isLeft) {
            m_work.done.install.settings.modelFolders += m_from;
            m_work.done.remarks +=
                Text::tr("Models stay in %1 alone, where the new install looks for them, too: "
                         "they cannot be shared on this disk.")
                    .arg(QDir::toNativeSeparators(m_from));
        }
        return made;
    }

private:
    Result<Visit> visit(const TreeEntry &entry)
    {
        const QString from = m_from + u'/' + entry.path;
        const QString to = m_to + u'/' + entry.path;
        Result<> done;
        if (entry.kind == TreeEntry::Kind::Folder)
            done = makeFolder(to);
        else if (entry.kind == TreeEntry::Kind::Link)
            done = link(from, to);
        else if (entry.kind == TreeEntry::Kind::File)
            done = file(entry, from, to);
        return done ? Result<Visit>(Visit::Continue) : Result<Visit>(done.error());
    }

    static Result<> link(const QString &from, const QString &to)
    {
        const Result<QString> target = readLink(from);
        return target ? makeLink(*target, to) : Result<>(target.error());
    }

    Result<> file(const TreeEntry &entry, const QString &from, const QString &to)
    {
        if (entry.size < kModelSize) {
            const Result<> reflinked = cloneFile(from, to, CloneMethod::Reflink);
            return reflinked || reflinked.error().code != ErrorCode::Unsupported
                ? reflinked
                : cloneFile(from, to, CloneMethod::Copy);
        }
        const Result<bool> shared = shareModel(from, to);
        m_isLeft = m_isLeft || (shared && !*shared);
        return shared ? Result<>() : Result<>(shared.error());
    }

    const Duplication &m_work;
    const QString m_from;
    const QString m_to;
    bool m_isLeft = false;
};

/** Without the packs that are kept from before changes: their folders stay with the first one. */
Result<> copyPackRecords(const Duplication &work, const QString &name)
{
    const DocumentFile from(work.source() + u'/' + name, 1);
    const Result<LoadedDocument> loaded = from.load();
    if (!loaded)
        return loaded.error();
    QJsonObject content = loaded->content;
    content.remove("kept"_L1);
    return DocumentFile(work.target + u'/' + name, 1).save(content);
}

/** What belongs to the first install's own life, or is copied by its part's own rules. */
bool isCopiedRecord(const QString &name)
{
    const QStringList apart{u"install.json"_s, u"session.json"_s,     u"session.lock"_s,
                            u"logs"_s,         u"good-start"_s,       u"view"_s,
                            u"data"_s,         u"kept-packs"_s,       u"ce"_s,
                            u"backups"_s,      u"model-paths.yaml"_s, u"constraints.txt"_s};
    return !apart.contains(name) && !name.startsWith("gen-"_L1) && !name.endsWith(".previous"_L1)
        && !name.contains(".bad-"_L1) && !name.contains(".tmp"_L1) && !name.endsWith(".lock"_L1);
}

} // namespace

Result<> copyData(const Duplication &work)
{
    const QString from = work.source() + "/data"_L1;
    if (!QFileInfo(from).isDir())
        return {};
    const Result<CloneSummary> cloned =
        cloneTree({.from = from,
                   .to = work.target + "/data"_L1,
                   .sharing = Sharing::Reflink,
                   .wants = [&](QStringView path) { return isWanted(work, path); },
                   .step = duplicateSteps().constFirst()},
                  work.job);
    if (!cloned)
        return cloned.error();
    work.done.files += cloned->files;
    work.done.bytes += cloned->bytes;
    work.done.takenBytes += cloned->method == CloneMethod::Copy ? cloned->bytes : 0;
    const Result<> models = Models(work).copy();
    return models ? turnLinks(work) : models;
}

Result<> copyRecords(const Duplication &work)
{
    const QDir source(work.source());
    for (const QFileInfo &entry : source.entryInfoList(
             QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System, QDir::Name)) {
        const QString name = entry.fileName();
        if (!isCopiedRecord(name) || entry.isSymLink())
            continue;
        const QString to = work.target + u'/' + name;
        Result<> copied;
        if (name == "packs.json"_L1) {
            copied = copyPackRecords(work, name);
        } else if (entry.isDir()) {
            const Result<CloneSummary> cloned = cloneTree({.from = entry.filePath(),
                                                           .to = to,
                                                           .sharing = Sharing::Reflink,
                                                           .wants = {},
                                                           .step = {}},
                                                          work.job);
            copied = cloned ? Result<>() : Result<>(cloned.error());
        } else if (entry.isFile()) {
            copied = cloneFile(entry.filePath(), to, CloneMethod::Copy);
        }
        if (!copied)
            return copied;
    }
    if (QFileInfo::exists(isolationFolder(work.library, work.install)))
        work.done.remarks += Text::tr("Isolated environments are built again for the new install: "
                                      "“porticoctl env build”.");
    return {};
}

} // namespace portico
