// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/bundles/buildbundle.h"
#include "core/recipes/recipe.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>

#include <optional>

namespace portico {
class Job;
class JobRunner;
class SettingsStore;
} // namespace portico

namespace portico::app {

/** What is under way with a bundle or recipe, and what came of the last work. */
struct ShelfWork
{
    QPointer<Job> job{};
    std::optional<Error> failure{};
    QString outcome{}; ///< a whole sentence
};

/** A bundle that was made or fetched here. */
struct ShelvedBundle
{
    QString file{}; ///< absolute; of volumes the first
    bool isThere = false;
    qint64 bytes = 0; ///< of all volumes
    QDateTime made{};
    std::optional<Sha256> sha256{}; ///< as the .sha256 beside it says
    ShelfWork work{};
};

/** A recipe that was opened. */
struct ShelvedRecipe
{
    QString file{}; ///< absolute
    std::optional<Recipe> recipe{};
    std::optional<Error> problem{}; ///< with line and field
    ShelfWork work{};
};

/**
 * The recipes that the person opened and the bundles that were made or fetched here, kept in the
 * settings and read from the disk by workers: when the shelf is looked at, and after each work.
 */
class BundleShelf final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BundleShelf)

public:
    BundleShelf(SettingsStore &settings, JobRunner &background, QObject *parent = nullptr);

    const QList<ShelvedBundle> &bundles() const { return m_bundles; }
    const QList<ShelvedRecipe> &recipes() const { return m_recipes; }
    /** Whether nothing was read yet. */
    bool isReading() const { return !m_wasRead; }

    /** Reads anew. Returns at once. */
    void look();
    /** On top, whether it was there or not. */
    void addBundle(const QString &file);
    void addRecipe(const QString &file);
    /** Off the list; the files stay. */
    void dropBundle(const QString &file);
    void dropRecipe(const QString &file);

    /** What is told of work on that file, whichever list it is in. */
    void setWork(const QString &file, const ShelfWork &work);
    ShelfWork workOf(const QString &file) const { return m_work.value(file); }

    /** Tells these from now on and reads nothing: for pictures and tests. */
    void tell(const QList<ShelvedBundle> &bundles, const QList<ShelvedRecipe> &recipes);

signals:
    void changed();

private:
    struct Read
    {
        QList<ShelvedBundle> bundles;
        QList<ShelvedRecipe> recipes;
    };
    static Read read(const QStringList &bundles, const QStringList &recipes);
    void take(Read read);
    void putWork();

    SettingsStore &m_settings;
    JobRunner &m_background;
    QList<ShelvedBundle> m_bundles;
    QList<ShelvedRecipe> m_recipes;
    QHash<QString, ShelfWork> m_work; ///< by file
    int m_look = 0;                   ///< what older ones read is late
    bool m_wasRead = false;
    bool m_wasTold = false;
};

} // namespace portico::app
