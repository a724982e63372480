// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/guidetext.h"
#include "app/style/colours.h"

#include <QTextBrowser>
#include <QTimer>
#include <QUrl>

namespace portico::app {

/**
 * The guide's text: Markdown of guideFolder(), and files that it names, with the pictures for light
 * or dark, as wide as there is room and at most as wide as can be read. Links within the guide are
 * followed, those to the outside are handed on.
 */
class GuideView final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit GuideView(QWidget *parent = nullptr);

    /** Shows a file of guideFolder() from its top, or from that heading. */
    void open(const QString &path, qsizetype heading = 0);
    const QList<GuideHeading> &headings() const { return m_headings; }
    /** Scrolls to the heading with that number. */
    void showHeading(qsizetype heading);
    /** The heading that the top of the view belongs to. */
    qsizetype shownHeading() const;

    QVariant loadResource(int type, const QUrl &name) override;

signals:
    /** Another file is shown: its headings are others. */
    void headingsChanged();
    void outsideChosen(const QUrl &url);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void follow(const QUrl &url);
    void takeSource(const QUrl &url);
    void layOut();
    void fit();
    void fitPictures();
    void keepScaled(const QUrl &picture, const QSize &size);
    QString pictureFile(const QString &path) const;
    void fitColumn();
    QList<QTextBlock> headingBlocks() const;

    QList<GuideHeading> m_headings;
    qsizetype m_wanted =
        -1;           ///< stays at the top while the text is laid out, until somebody scrolls
    Scheme m_scheme;  ///< of the pictures and lines that are shown
    QTimer m_settled; ///< until it is laid out
    QUrl m_file;      ///< what is shown; source() still names what was, while Qt tells of a change
};

} // namespace portico::app
