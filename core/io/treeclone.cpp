// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/ioerror.h"
#include "core/io/tree.h"
#include "core/platform/foldermode.h"
#include "core/platform/secondnames.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>

#include <vector>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TreeClone)
};

constexpr qint64 kReportEvery = 50; ///< ms

class Cloning
{
public:
    Cloning(const CloneRequest &request, const JobContext &job)
        : m_request(request)
        , m_job(job)
        , m_secondNames(request.from, request.to)
    { }

    Result<CloneSummary> run()
    {
        if (!QDir().mkdir(m_request.to))
            return fileError(FileAct::Create, m_request.to, lastSystemError());
        const Result<> walked = walkTree(
            m_request.from, [this](const TreeEntry &entry) { return visit(entry); }, m_job);
        if (!walked)
            return walked.error();
        // From the inside out: a folder's own mode may forbid to fill it.
        for (auto folder = m_folders.crbegin(); folder != m_folders.crend(); ++folder) {
            if (const Result<> set =
                    setFolderMode(m_request.to + u'/' + folder->path, folder->mode);
                !set)
                return set.error();
        }
        report();
        m_summary.method = m_method;
        return m_summary;
    }

private:
    Result<Visit> visit(const TreeEntry &entry)
    {
        if (m_request.wants && !m_request.wants(entry.path))
            return Visit::SkipContent;
        const Result<> cloned = cloneEntry(entry);
        return cloned ? Result<Visit>(Visit::Continue) : Result<Visit>(cloned.error());
    }

    Result<> cloneEntry(const TreeEntry &entry)
    {
        switch (entry.kind) {
        case TreeEntry::Kind::Folder:
            return makeFolderOf(entry);
        case TreeEntry::Kind::Link:
            return cloneLink(from(entry), to(entry));
        case TreeEntry::Kind::File:
            return clonePlainFile(entry);
        case TreeEntry::Kind::Special:
            return Error{.code = ErrorCode::Refused,
                         .message =
                             Text::tr("%1 is neither a file nor a folder, so it is not copied.")
                                 .arg(QDir::toNativeSeparators(from(entry))),
                         .nextStep = Text::tr("Remove it, and try again."),
                         .detail = {}};
        }
        return {};
    }

    QString from(const TreeEntry &entry) const { return m_request.from + u'/' + entry.path; }
    QString to(const TreeEntry &entry) const { return m_request.to + u'/' + entry.path; }

    Result<> makeFolderOf(const TreeEntry &entry)
    {
        m_folders.push_back(entry);
        if (!QDir().mkdir(to(entry)))
            return fileError(FileAct::Create, to(entry), lastSystemError());
        return {};
    }

    static Result<> cloneLink(const QString &from, const QString &to)
    {
        const Result<QString> target = readLink(from);
        if (!target)
            return target.error();
        return makeLink(*target, to);
    }

    /** Each report wakes another thread, which takes longer than to give a file a second name. */
    void report()
    {
        m_sinceReport.start();
        if (!m_request.step.isEmpty())
            m_job.report({.step = m_request.step,
                          .done = m_summary.bytes,
                          .total = -1,
                          .unit = ProgressUnit::Bytes});
    }

    /** Tries the methods in order; what does not work once is not tried again. */
    Result<> clonePlainFile(const TreeEntry &entry)
    {
        for (;;) {
            const Result<> cloned = m_method == CloneMethod::HardLink
                ? m_secondNames.give(entry.path)
                : cloneFile(from(entry), to(entry), m_method);
            if (cloned) {
                ++m_summary.files;
                m_summary.bytes += entry.size;
                if (!m_sinceReport.isValid() || m_sinceReport.hasExpired(kReportEvery))
                    report();
                return cloned;
            }
            if (cloned.error().code != ErrorCode::Unsupported || m_method == CloneMethod::Copy)
                return cloned;
            const bool maybeLink =
                m_method == CloneMethod::Reflink && m_request.sharing == Sharing::ReflinkOrHardLink;
            m_method = maybeLink ? CloneMethod::HardLink : CloneMethod::Copy;
        }
    }

    const CloneRequest &m_request;
    const JobContext &m_job;
    CloneMethod m_method = CloneMethod::Reflink;
    SecondNames m_secondNames;
    CloneSummary m_summary;
    QElapsedTimer m_sinceReport{};
    std::vector<TreeEntry> m_folders;
};

} // namespace

Result<CloneSummary> cloneTree(const CloneRequest &request, const JobContext &job)
{
    return Cloning(request, job).run();
}

} // namespace portico
