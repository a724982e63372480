// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace portico::app {

class GuideView;

/**
 * The user guide (docs/guide.md) in a window of its own beside the work: its chapters at the left,
 * a field that finds words, and the text. In the app's language where the guide was translated to
 * it, else in English.
 */
class GuideWindow final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    explicit GuideWindow(QWidget *parent = nullptr);

    /** Shows the heading that has this anchor in docs/guide.md; the top where there is none. */
    void showTopic(const QString &anchor);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBar();
    void listChapters();
    void markChapter();
    void find();
    void openOutside(const QUrl &url);

    QPushButton *m_back;
    QLineEdit *m_words;
    QLabel *m_told;
    QListWidget *m_chapters;
    GuideView *m_view;
};

} // namespace portico::app
