// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "core/installs/installfile.h"
#include "core/installs/library.h"
#include "core/installs/pristine.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/net/downloadstore.h"
#include "core/platform/fileerror.h"
#include "core/platform/host.h"
#include "core/repair/filesource.h"
#include "core/repair/manifestindex.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::FileSource)
};

constexpr qint64 kMostManifest = 1LL << 30;

bool hasSize(const QString &path, qint64 size)
{
    const QFileInfo info(path);
    return info.isFile() && !info.isSymLink() && info.size() == size;
}

/** gen-0001.pristine: second names of the files as they were. */
class OwnCopy final : public FileSource
{
public:
    explicit OwnCopy(const QString &generationFolder)
        : m_folder(pristineFolder(generationFolder))
    { }

    QString name() const override { return Text::tr("the install's own copy"); }
    bool mayBeLinked() const override { return true; }
    bool mayHave(const WantedFile &file) const override
    {
        return hasSize(m_folder + u'/' + file.entry.path, file.entry.size);
    }
    QStringList placesOf(const WantedFile &file) const override
    {
        return {m_folder + u'/' + file.entry.path};
    }

private:
    const QString m_folder;
};

/** Other installs and other generations that have a file with the same hash. */
class OtherInstalls final : public FileSource
{
public:
    OtherInstalls(const Library &library, const Install &install, const QList<WantedFile> &wanted,
                  const JobContext &job)
    {
        for (const WantedFile &file : wanted)
            m_places.insert(file.entry.sha256.toHex().toLatin1(), {});
        for (const Install &other : listInstalls(library).installs) {
            for (const Generation &generation : other.generations) {
                const bool isItself =
                    other.id == install.id && generation.number == install.currentGeneration;
                if (!other.isAdopted() && !isItself && !job.isCancelled())
                    look(library, other.id, generation.number);
            }
        }
    }

    QString name() const override { return Text::tr("another install"); }
    bool mayHave(const WantedFile &file) const override { return !placesOf(file).isEmpty(); }
    QStringList placesOf(const WantedFile &file) const override
    {
        return m_places.value(file.entry.sha256.toHex().toLatin1());
    }

private:
    void look(const Library &library, const InstallId &id, int number)
    {
        constexpr qsizetype most = 4; // places of one content
        const Result<QByteArray> bytes = readFile(library.manifestFile(id, number), kMostManifest);
        if (!bytes)
            return;
        const Result<ManifestIndex> index = ManifestIndex::read(*bytes);
        if (!index)
            return;
        const QString folder = library.generationFolder(id, number);
        for (const ManifestLine &line : index->lines()) {
            const auto found =
                line.kind == 'f' ? m_places.find(line.content.toByteArray()) : m_places.end();
            const QString path = QString::fromUtf8(line.path);
            if (found != m_places.end() && found->size() < most
                && hasSize(folder + u'/' + path, line.size))
                *found += folder + u'/' + path;
        }
    }

    QHash<QByteArray, QStringList> m_places; ///< by digest
};

/** The archive that the generation was unpacked from, where it is still here. */
class KeptArchive final : public FileSource
{
public:
    KeptArchive(const RepairServices &services, const Generation &generation)
        : m_services(services)
    {
        const BundleOrigin &origin = generation.origin;
        if (!origin.sha256.isNull()) {
            if (const auto file =
                    DownloadStore(services.library.downloads()).finishedFile(origin.sha256))
                m_archive = *file;
            else if (origin.url.isLocalFile() && QFileInfo(origin.url.toLocalFile()).isFile())
                m_archive = origin.url.toLocalFile();
        }
    }

    QString name() const override { return Text::tr("the archive it was unpacked from"); }
    bool mayHave(const WantedFile &) const override { return !m_archive.isEmpty(); }
    Result<> prepare(const QList<WantedFile> &, const QString &scratch,
                     const JobContext &job) override
    {
        m_unpacked = scratch;
        const Result<UnpackSummary> summary = unpackArchive({.archive = m_archive,
                                                             .furtherVolumes = {},
                                                             .destination = scratch,
                                                             .manifestFile = {},
                                                             .rulesFor = m_services.host.os(),
                                                             .limits = {}},
                                                            m_services.processes, job);
        return summary ? Result<>() : Result<>(summary.error());
    }
    QStringList placesOf(const WantedFile &file) const override
    {
        return m_unpacked.isEmpty() ? QStringList()
                                    : QStringList{m_unpacked + u'/' + file.entry.path};
    }

private:
    const RepairServices &m_services;
    QString m_archive;
    QString m_unpacked;
};

constexpr std::array<QByteArrayView, 5> kKnown{"", "pip\n", "uv", "uv\n", "pip"};

class KnownContent final : public FileSource
{
public:
    KnownContent()
    {
        for (const QByteArrayView content : kKnown)
            m_contents.insert(sha256Of(content).toHex(), content);
    }

    QString name() const override { return Text::tr("what installers always write"); }
    bool mayHave(const WantedFile &file) const override
    {
        return m_contents.contains(file.entry.sha256.toHex());
    }
    Result<> prepare(const QList<WantedFile> &, const QString &scratch, const JobContext &) override
    {
        m_folder = scratch;
        for (auto it = m_contents.constBegin(); it != m_contents.constEnd(); ++it) {
            QFile file(scratch + u'/' + it.key());
            if (!file.open(QIODevice::WriteOnly)
                || file.write(it->data(), it->size()) != it->size())
                return fileError(FileAct::Write, file.fileName(), lastSystemError());
        }
        return {};
    }
    QStringList placesOf(const WantedFile &file) const override
    {
        return {m_folder + u'/' + file.entry.sha256.toHex()};
    }

private:
    QHash<QString, QByteArrayView> m_contents;
    QString m_folder;
};

} // namespace

Result<> FileSource::prepare(const QList<WantedFile> &, const QString &, const JobContext &)
{
    return {};
}

std::unique_ptr<FileSource> ownCopySource(const QString &generationFolder)
{
    return std::make_unique<OwnCopy>(generationFolder);
}

std::unique_ptr<FileSource> otherInstallsSource(const Library &library, const Install &install,
                                                const QList<WantedFile> &wanted,
                                                const JobContext &job)
{
    return std::make_unique<OtherInstalls>(library, install, wanted, job);
}

std::unique_ptr<FileSource> archiveSource(const RepairServices &services,
                                          const Generation &generation)
{
    return std::make_unique<KeptArchive>(services, generation);
}

std::unique_ptr<FileSource> knownContentSource()
{
    return std::make_unique<KnownContent>();
}

FileSources fileSourcesFor(const RepairServices &services, const Install &install,
                           const QList<WantedFile> &wanted, const JobContext &job)
{
    const Generation &generation = *install.generation();
    FileSources sources;
    sources.push_back(
        ownCopySource(services.library.generationFolder(install.id, generation.number)));
    sources.push_back(knownContentSource());
    sources.push_back(otherInstallsSource(services.library, install, wanted, job));
    sources.push_back(archiveSource(services, generation));
    sources.push_back(vendoredWheelSource(services));
    sources.push_back(indexSource(services, install));
    return sources;
}

} // namespace portico
