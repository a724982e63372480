// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// The smallest Qt Widgets window there can be: what Portico's start and memory are measured
// against. Prints "painted" once it is on the screen.
#include <QApplication>
#include <QWidget>

#include <cstdio>

namespace {

class Window final : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
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
    window.resize(1120, 720);
    window.show();
    return QApplication::exec();
}
