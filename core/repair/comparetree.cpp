// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/comparetree.h"

#include "core/io/sha256.h"
#include "core/platform/folderstamps.h"
#include "core/platform/symboliclink.h"
#include "core/repair/inparallel.h"
#include "core/repair/manifestindex.h"

#include <QFile>

#include <algorithm>
#include <atomic>
#include <mutex>

namespace portico {

namespace {

constexpr int kExecutable = 0111;
constexpr int kDeepest = 64;

/** Bytecode and `.git` are outside of every manifest. */
bool isOutside(QByteArrayView name)
{
    return name == "__pycache__" || name == ".git";
}

char letterOf(FolderEntry kind)
{
    return kind == FolderEntry::File ? 'f' : kind == FolderEntry::Folder ? 'd' : 'l';
}

/** A file that has the right size and nothing else that would tell. */
struct Doubtful
{
    size_t line = 0;
    FileStamp stamp;
};

/** One comparison; the folders are shared out among threads. */
class Comparison
{
public:
    Comparison(const CompareRequest &request, const ManifestIndex &index, const JobContext &job)
        : m_request(request)
        , m_root(QFile::encodeName(request.folder))
        , m_index(index)
        , m_job(job)
        , m_seen(std::make_unique<std::atomic<bool>[]>(index.lines().size()))
    {
        for (auto it = request.elsewhere.begin(); it != request.elsewhere.end(); ++it)
            m_elsewhere.emplace_back(it.key().toUtf8(), QFile::encodeName(it.value()));
    }

    Result<TreeComparison> run();

private:
    void lookInto(const QByteArray &folder, int depth);
    bool isElsewhere(QByteArrayView path) const;
    QByteArray placeOf(const QByteArray &path) const;
    void lookAt(const QByteArray &path, std::optional<size_t> found, const FileStamp &stamp);
    bool isSame(const ManifestLine &line, const FileStamp &stamp) const;
    void settle(const Doubtful &doubtful);
    bool hasContent(const ManifestLine &line) const;
    void addMissing();
    void add(QByteArrayView path, DriftedFile::Change change, qint64 bytes);

    const CompareRequest &m_request;
    const QByteArray m_root;
    const ManifestIndex &m_index;
    const JobContext &m_job;
    std::unique_ptr<std::atomic<bool>[]> m_seen;
    std::mutex m_mutex;
    std::vector<std::pair<QByteArray, QByteArray>> m_elsewhere;
    std::vector<Doubtful> m_doubtful;
    TreeComparison m_result;
};

void Comparison::add(QByteArrayView path, DriftedFile::Change change, qint64 bytes)
{
    const std::lock_guard lock(m_mutex);
    m_result.files += {.path = QString::fromUtf8(path), .change = change, .bytes = bytes};
}

/** Whether something else stands in its place: what it held is looked at where it lies. */
bool Comparison::isElsewhere(QByteArrayView path) const
{
    return std::any_of(m_elsewhere.begin(), m_elsewhere.end(),
                       [&path](const auto &one) { return path == one.first; });
}

/** Where it lies, absolute; empty: nowhere. */
QByteArray Comparison::placeOf(const QByteArray &path) const
{
    for (const auto &[folder, place] : m_elsewhere) {
        if (path == folder)
            return place;
        if (path.startsWith(folder + '/'))
            return place.isEmpty() ? QByteArray() : place + path.mid(folder.size());
    }
    return path.isEmpty() ? m_root : m_root + '/' + path;
}

/** Folders that are listed are looked into by themselves; only new ones from here. */
void Comparison::lookInto(const QByteArray &folder, int depth)
{
    QByteArray path = folder.isEmpty() ? QByteArray() : folder + '/';
    const qsizetype length = path.size();
    QList<QByteArray> news;
    const QByteArray place = placeOf(folder);
    if (place.isEmpty())
        return;
    listStamps(place, [&](QByteArrayView name, const FileStamp &stamp) {
        if (isOutside(name))
            return;
        path.truncate(length);
        path.append(name);
        if (isElsewhere(path))
            return;
        const bool isFolder = stamp.kind == FolderEntry::Folder;
        const auto line = m_index.find(path);
        if (isFolder && (!line || m_index.lines()[*line].kind != 'd'))
            news += path;
        else
            lookAt(path, line, stamp);
    });
    for (const QByteArray &one : news) {
        if (depth < kDeepest && !m_job.isCancelled())
            lookInto(one, depth + 1);
    }
}

void Comparison::lookAt(const QByteArray &path, std::optional<size_t> found, const FileStamp &stamp)
{
    if (!found) {
        if (!m_request.mayBeAdded || !m_request.mayBeAdded(path))
            add(path, DriftedFile::Change::Added, stamp.size);
        return;
    }
    m_seen[*found].store(true, std::memory_order_relaxed);
    const ManifestLine &line = m_index.lines()[*found];
    if (line.kind == 'd' && stamp.kind == FolderEntry::Folder)
        return;
    if (line.kind != letterOf(stamp.kind)
        || (line.kind == 'f'
            && (line.size != stamp.size || ((line.mode ^ stamp.mode) & kExecutable) != 0)))
        return add(path, DriftedFile::Change::Changed, line.size);
    if (!isSame(line, stamp)) {
        const std::lock_guard lock(m_mutex);
        m_doubtful.push_back({*found, stamp});
    }
}

bool Comparison::isSame(const ManifestLine &line, const FileStamp &stamp) const
{
    const bool isOtherFile = m_request.inodes == Inodes::Compare && line.inode != 0
        && stamp.inode != 0 && line.inode != stamp.inode;
    return line.mtimeNs == stamp.mtimeNs && !isOtherFile;
}

bool Comparison::hasContent(const ManifestLine &line) const
{
    const QString path = QFile::decodeName(placeOf(line.path.toByteArray()));
    if (line.kind == 'l') {
        const Result<QString> target = readLink(path);
        return target && target->toUtf8() == line.content;
    }
    const Result<Sha256> digest = hashFile(path, m_job);
    return digest && digest->toHex().toLatin1() == line.content;
}

void Comparison::settle(const Doubtful &doubtful)
{
    const ManifestLine &line = m_index.lines()[doubtful.line];
    if (!hasContent(line))
        return add(line.path, DriftedFile::Change::Changed, line.size);
    const std::lock_guard lock(m_mutex);
    m_result.touched.insert(QString::fromUtf8(line.path),
                            {doubtful.stamp.mtimeNs, doubtful.stamp.inode});
}

void Comparison::addMissing()
{
    for (size_t i = 0; i < m_index.lines().size(); ++i) {
        const ManifestLine &line = m_index.lines()[i];
        if (line.kind != 'd' && !m_seen[i].load(std::memory_order_relaxed))
            add(line.path, DriftedFile::Change::Removed, line.size);
    }
}

Result<TreeComparison> Comparison::run()
{
    std::vector<QByteArray> folders{QByteArray()};
    for (const ManifestLine &line : m_index.lines()) {
        if (line.kind == 'd')
            folders.push_back(line.path.toByteArray());
    }
    inParallel(folders.size(), m_job, [&](size_t i) { lookInto(folders[i], 0); });
    inParallel(m_doubtful.size(), m_job, [&](size_t i) { settle(m_doubtful[i]); });
    if (m_job.isCancelled())
        return cancelledError();
    addMissing();
    std::sort(m_result.files.begin(), m_result.files.end(),
              [](const DriftedFile &a, const DriftedFile &b) { return a.path < b.path; });
    m_result.looked = static_cast<qsizetype>(m_index.lines().size());
    return m_result;
}

} // namespace

Result<TreeComparison> compareTree(const CompareRequest &request, const JobContext &job)
{
    const Result<ManifestIndex> index = ManifestIndex::read(request.manifest);
    if (!index)
        return index.error();
    return Comparison(request, *index, job).run();
}

} // namespace portico
