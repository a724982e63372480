// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// The smallest Qt Widgets window that says something: what Portico's start and memory are measured
// against. One line of text, because the fonts are what any real window pays for first. Prints
// "painted" once it is on the screen.
#include <QApplication>
#include <QLabel>

#include <cstdio>

namespace {

class Window final : public QLabel
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QLabel::paintEvent(event);
        if (m_isPainted)
            return;
        m_isPainted = true;
        std::puts("painted");
        std::fflush(stdout);
    }

private:
    bool m_isPainted = false;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    Window window;
    window.setText(QStringLiteral("Hello"));
    window.resize(1120, 720);
    window.show();
    return QApplication::exec();
}
