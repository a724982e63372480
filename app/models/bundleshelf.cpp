// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/bundleshelf.h"

#include "core/bundles/publishcopy.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"

#include <QFileInfo>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostEntries = 60;

/** With that one first, and none twice. */
void putFirst(SettingsStore &settings, const Setting<QStringList> &setting, const QString &file)
{
    QStringList files = settings.get(setting);
    files.removeAll(file);
    files.prepend(file);
    if (files.size() > kMostEntries)
        files.resize(kMostEntries);
    settings.set(setting, files);
}

void takeOut(SettingsStore &settings, const Setting<QStringList> &setting, const QString &file)
{
    QStringList files = settings.get(setting);
    if (files.removeAll(file) > 0)
        settings.set(setting, files);
}

ShelvedBundle readBundle(const QString &file)
{
    const QFileInfo info(file);
    ShelvedBundle bundle{.file = file, .isThere = info.isFile(), .made = info.lastModified()};
    const auto volumes = volumesOf(file);
    if (!volumes) {
        bundle.bytes = info.size();
        return bundle;
    }
    for (const VolumeToCopy &volume : *volumes)
        bundle.bytes += QFileInfo(volume.path).size();
    if (volumes->size() == 1)
        bundle.sha256 = volumes->constFirst().expected;
    return bundle;
}

ShelvedRecipe readShelved(const QString &file)
{
    ShelvedRecipe shelved{.file = file};
    Result<Recipe> recipe = readRecipe(file);
    if (recipe)
        shelved.recipe = *recipe;
    else
        shelved.problem = recipe.error();
    return shelved;
}

} // namespace

BundleShelf::BundleShelf(SettingsStore &settings, JobRunner &background, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_background(background)
{
    connect(&settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (key == settings::kRecipes.key || key == settings::kMadeBundles.key)
            look();
    });
}

BundleShelf::Read BundleShelf::read(const QStringList &bundles, const QStringList &recipes)
{
    Read read;
    for (const QString &file : bundles)
        read.bundles += readBundle(file);
    for (const QString &file : recipes)
        read.recipes += readShelved(file);
    return read;
}

void BundleShelf::look()
{
    if (m_wasTold)
        return;
    const int number = ++m_look;
    m_background.start<Read>(
        {.title = tr("Look at bundles and recipes"), .exclusiveKey = {}},
        [bundles = m_settings.get(settings::kMadeBundles),
         recipes = m_settings.get(settings::kRecipes)](const JobContext &) -> Result<Read> {
            return read(bundles, recipes);
        },
        this,
        [this, number](const Result<Read> &read) {
            if (number == m_look && read) // a newer one is on its way otherwise
                take(*read);
        });
}

void BundleShelf::take(Read read)
{
    m_bundles = std::move(read.bundles);
    m_recipes = std::move(read.recipes);
    m_wasRead = true;
    putWork();
    emit changed();
}

void BundleShelf::putWork()
{
    for (ShelvedBundle &bundle : m_bundles)
        bundle.work = m_work.value(bundle.file);
    for (ShelvedRecipe &recipe : m_recipes)
        recipe.work = m_work.value(recipe.file);
}

void BundleShelf::addBundle(const QString &file)
{
    putFirst(m_settings, settings::kMadeBundles, file);
    look();
}

void BundleShelf::addRecipe(const QString &file)
{
    putFirst(m_settings, settings::kRecipes, file);
    look();
}

void BundleShelf::dropBundle(const QString &file)
{
    takeOut(m_settings, settings::kMadeBundles, file);
}

void BundleShelf::dropRecipe(const QString &file)
{
    takeOut(m_settings, settings::kRecipes, file);
}

void BundleShelf::setWork(const QString &file, const ShelfWork &work)
{
    m_work.insert(file, work);
    putWork();
    emit changed();
}

void BundleShelf::tell(const QList<ShelvedBundle> &bundles, const QList<ShelvedRecipe> &recipes)
{
    m_wasTold = true;
    for (const ShelvedBundle &bundle : bundles)
        m_work.insert(bundle.file, bundle.work);
    for (const ShelvedRecipe &recipe : recipes)
        m_work.insert(recipe.file, recipe.work);
    take({bundles, recipes});
}

} // namespace portico::app
