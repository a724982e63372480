// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"
#include "core/bundles/publishbundle.h"
#include "core/github/publishrelease.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace portico::app {

class FolderField;

/** Where a bundle is published to: a folder or catalogue that others read, or a release. */
class PublishDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    /** What stands in the fields at first. */
    struct Usual
    {
        QString place{};      ///< folder or catalogue
        QString repository{}; ///< "owner/name"
        bool isSignedIn = false;
    };

    PublishDialog(const QString &bundle, const Usual &usual, QWidget *parent);

signals:
    void catalogueChosen(const portico::PublishRequest &request);
    void releaseChosen(const portico::ReleaseRequest &request);

private:
    QWidget *buildCatalogue(const Usual &usual);
    QWidget *buildRelease(const Usual &usual);
    bool isRelease() const;
    QString remark() const;
    void refresh();
    void finish();
    PublishRequest catalogue() const;
    ReleaseRequest release() const;

    const QString m_bundle;
    const bool m_isSignedIn;
    QTabBar *m_targets;
    QStackedWidget *m_forms;
    FolderField *m_place = nullptr;
    QLineEdit *m_listTitle = nullptr;
    QComboBox *m_accelerator = nullptr;
    QCheckBox *m_replace = nullptr;
    QLineEdit *m_repository = nullptr;
    QLineEdit *m_tag = nullptr;
    QLineEdit *m_title = nullptr;
    QCheckBox *m_prerelease = nullptr;
    QPlainTextEdit *m_notes;
    QLabel *m_remark;
    QPushButton *m_accept = nullptr;
};

} // namespace portico::app
