// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/notesview.h"

#include <QDesktopServices>
#include <QTextBlock>
#include <QTextDocument>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHighestHeading = 3; ///< beside the other texts of a dialog, larger ones shout

/** Headings two steps smaller than as a document of its own. */
void calmHeadings(QTextDocument *document)
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level == 0)
            continue;
        QTextCursor cursor(block);
        cursor.select(QTextCursor::BlockUnderCursor);
        QTextCharFormat format;
        format.setProperty(QTextFormat::FontSizeAdjustment, level < kHighestHeading ? 1 : 0);
        format.setFontWeight(QFont::DemiBold);
        cursor.mergeCharFormat(format);
    }
}

} // namespace

NotesView::NotesView(QWidget *parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setTabChangesFocus(true);
    connect(this, &QTextBrowser::anchorClicked, this, [](const QUrl &link) {
        if (link.scheme() == "https"_L1)
            QDesktopServices::openUrl(link);
    });
}

void NotesView::setNotes(const QString &markdown)
{
    document()->setMarkdown(markdown,
                            QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
                                | QTextDocument::MarkdownNoHTML);
    calmHeadings(document());
    moveCursor(QTextCursor::Start);
}

QVariant NotesView::loadResource(int, const QUrl &)
{
    return {};
}

} // namespace portico::app
