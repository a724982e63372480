// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/bundleforms.h"

#include "app/dialogs/formlines.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/folderfield.h"
#include "core/github/publishrelease.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>

#include <array>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kParts{StripPart::Tests, StripPart::Headers, StripPart::StaticLibraries,
                            StripPart::Caches};

QString partText(StripPart part)
{
    switch (part) {
    case StripPart::Tests:
        return InstallBundleForm::tr("Tests that nothing needs");
    case StripPart::Headers:
        return InstallBundleForm::tr("Headers of C and C++ (torch.compile needs them)");
    case StripPart::StaticLibraries:
        return InstallBundleForm::tr("Static libraries (torch.compile needs them)");
    case StripPart::Caches:
        return InstallBundleForm::tr("Caches of tools");
    }
    return {};
}

/** One file, or several of which each can be uploaded. Its data: BundleWish::volumeSize. */
QComboBox *makeVolumes(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->addItem(InstallBundleForm::tr("One file, however large"), qint64(0));
    box->addItem(InstallBundleForm::tr("Parts under 2 GiB, as GitHub takes them"), kMostAssetBytes);
    return box;
}

QCheckBox *makeReplace(QWidget *parent)
{
    auto *box = new QCheckBox(
        InstallBundleForm::tr("Replace a bundle of that name if there is one"), parent);
    return box;
}

} // namespace

InstallBundleForm::InstallBundleForm(const QList<Install> &installs, const InstallId &chosen,
                                     const QString &folder, QWidget *parent)
    : QWidget(parent)
    , m_installs(installs)
    , m_install(new QComboBox(this))
    , m_folder(new FolderField(tr("Folder"), this))
    , m_prefix(new QLineEdit(defaultBundlePrefix(), this))
    , m_version(new QLineEdit(this))
    , m_format(new QComboBox(this))
    , m_volumes(makeVolumes(this))
    , m_cors(new QCheckBox(tr("Other web pages may call it (CORS)"), this))
    , m_replace(makeReplace(this))
{
    QFormLayout *form = makeForm(this);
    addFormField(form, tr("&Install"), m_install);
    addFormField(form, tr("&Folder"), m_folder);
    addFormField(form, tr("&Name begins with"), m_prefix);
    addFormField(form, tr("&Version"), m_version);
    addFormField(form, tr("&Archive"), m_format);
    addFormField(form, tr("In ho&w many files"), m_volumes);
    for (const Install &install : installs)
        m_install->addItem(install.name, install.id.toString());
    m_install->setCurrentIndex(qMax(0, m_install->findData(chosen.toString())));
    m_folder->setFolder(folder);
    m_format->addItem(tr("zip: every system opens it"), int(PackFormat::Zip));
    m_format->addItem(tr("tar.zst: smaller and quicker"), int(PackFormat::TarZst));
    m_format->addItem(tr("tar.gz"), int(PackFormat::TarGz));
    m_format->addItem(tr("tar: not compressed"), int(PackFormat::Tar));
    for (const StripPart part : kParts) {
        auto *box = new QCheckBox(partText(part), this);
        box->setAccessibleName(tr("Leave out: %1").arg(partText(part)));
        m_strip += box;
        if (part == kParts.front())
            form->addRow(tr("Leave out"), box);
        else
            addFormBox(form, box);
    }
    addFormBox(form, m_cors);
    addFormBox(form, m_replace);
    connect(m_install, &QComboBox::currentIndexChanged, this, &InstallBundleForm::showVersion);
    showVersion();
}

void InstallBundleForm::showVersion()
{
    const Install &install = m_installs.at(qMax(0, m_install->currentIndex()));
    for (const Generation &generation : install.generations) {
        if (generation.number == install.currentGeneration)
            m_version->setPlaceholderText(
                tr("ComfyUI's: %1", "a version").arg(generation.comfyVersion));
    }
}

InstallId InstallBundleForm::install() const
{
    return m_installs.at(qMax(0, m_install->currentIndex())).id;
}

BundleWish InstallBundleForm::wish() const
{
    BundleWish wish{.folder = m_folder->folder(),
                    .prefix = m_prefix->text().trimmed(),
                    .version = m_version->text().trimmed(),
                    .format = PackFormat(m_format->currentData().toInt()),
                    .old = m_replace->isChecked() ? OldBundle::Replace : OldBundle::Keep,
                    .volumeSize = m_volumes->currentData().toLongLong()};
    if (m_cors->isChecked())
        wish.arguments += u"--enable-cors-header"_s;
    for (qsizetype i = 0; i < m_strip.size(); ++i) {
        if (m_strip.at(i)->isChecked())
            wish.strip += kParts.at(size_t(i));
    }
    return wish;
}

RecipeBundleForm::RecipeBundleForm(const QString &folder, QWidget *parent)
    : QWidget(parent)
    , m_folder(new FolderField(tr("Folder"), this))
    , m_versions(new QComboBox(this))
    , m_volumes(makeVolumes(this))
    , m_sourceBuilds(
          new QCheckBox(tr("Build packages that have no ready build; this runs their code"), this))
    , m_keepCache(new QCheckBox(tr("Keep what was downloaded for the next time"), this))
    , m_replace(makeReplace(this))
{
    QFormLayout *form = makeForm(this);
    addFormField(form, tr("&Folder"), m_folder);
    addFormField(form, tr("&Versions"), m_versions);
    addFormField(form, tr("In ho&w many files"), m_volumes);
    m_folder->setFolder(folder);
    m_versions->addItem(tr("Those of the lock beside the bundle, if there is one"),
                        int(RecipeVersions::Locked));
    m_versions->addItem(tr("The newest that the recipe allows"), int(RecipeVersions::Newest));
    for (QCheckBox *box : {m_sourceBuilds, m_keepCache, m_replace})
        addFormBox(form, box);
}

RecipeWish RecipeBundleForm::wish() const
{
    return {.folder = m_folder->folder(),
            .versions = RecipeVersions(m_versions->currentData().toInt()),
            .old = m_replace->isChecked() ? OldBundle::Replace : OldBundle::Keep,
            .sourceBuilds =
                m_sourceBuilds->isChecked() ? SourceBuilds::Allow : SourceBuilds::Refuse,
            .cacheAfter = m_keepCache->isChecked() ? CacheAfter::Keep : CacheAfter::Clean,
            .volumeSize = m_volumes->currentData().toLongLong()};
}

} // namespace portico::app
