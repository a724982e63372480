// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/bundles/buildbundle.h"
#include "core/installs/install.h"
#include "core/recipes/buildrecipe.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace portico::app {

class FolderField;

/** What a bundle of an install shall be like. */
class InstallBundleForm final : public QWidget
{
    Q_OBJECT

public:
    InstallBundleForm(const QList<Install> &installs, const InstallId &chosen,
                      const QString &folder, QWidget *parent = nullptr);

    InstallId install() const;
    BundleWish wish() const;

private:
    void showVersion();

    const QList<Install> m_installs;
    QComboBox *m_install;
    FolderField *m_folder;
    QLineEdit *m_prefix;
    QLineEdit *m_version;
    QComboBox *m_format;
    QComboBox *m_volumes;
    QList<QCheckBox *> m_strip;
    QCheckBox *m_cors;
    QCheckBox *m_replace;
};

/** What counts besides the recipe. */
class RecipeBundleForm final : public QWidget
{
    Q_OBJECT

public:
    explicit RecipeBundleForm(const QString &folder, QWidget *parent = nullptr);

    RecipeWish wish() const;

private:
    FolderField *m_folder;
    QComboBox *m_versions;
    QComboBox *m_volumes;
    QCheckBox *m_sourceBuilds;
    QCheckBox *m_keepCache;
    QCheckBox *m_replace;
};

} // namespace portico::app
