// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTextBrowser>

namespace portico::app {

/**
 * Notes that a publisher wrote in Markdown, as read text. They come from outside, so nothing in
 * them is fetched: no pictures, no HTML, and only a link to a web page opens, in the browser.
 */
class NotesView final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit NotesView(QWidget *parent);

    void setNotes(const QString &markdown);

protected:
    /** Nothing: a picture could be any file of this computer, or tell its server who reads. */
    QVariant loadResource(int type, const QUrl &name) override;
};

} // namespace portico::app
