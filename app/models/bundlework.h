// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/bundles/buildbundle.h"
#include "core/bundles/publishbundle.h"
#include "core/github/publishrelease.h"
#include "core/recipes/buildrecipe.h"

#include <QObject>

#include <optional>

namespace portico {
class JobRunner;
class Services;
class SettingsStore;
} // namespace portico

namespace portico::app {

class BundleShelf;

/**
 * Makes, checks and publishes bundles as jobs of the activity pane. What comes of it stands on the
 * shelf beside the bundle or recipe; only of making one of an install, which has no place there,
 * the failure is here.
 */
class BundleWork final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BundleWork)

public:
    struct Parts
    {
        const Services &services;
        SettingsStore &settings;
        JobRunner &jobs;
        BundleShelf &shelf;
    };

    explicit BundleWork(const Parts &parts, QObject *parent = nullptr);

    void make(const Install &install, const BundleWish &wish);
    void make(const Recipe &recipe, const RecipeWish &wish);
    void check(const QString &bundle);
    void publish(const PublishRequest &request);
    /** `request` without files: they are the bundle's. */
    void release(const QString &bundle, const ReleaseRequest &request);

    /** Why the last bundle of an install was not made. */
    const std::optional<Error> &failure() const { return m_failure; }
    void setFailure(const std::optional<Error> &failure);

signals:
    /** failure() is another one. */
    void changed();

private:
    template <typename T>
    void begin(const QString &file, const QString &title,
               const std::function<Result<T>(const JobContext &)> &body,
               const std::function<QString(const T &)> &outcome);

    const Parts m_parts;
    std::optional<Error> m_failure;
};

} // namespace portico::app
