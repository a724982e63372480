// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/testlibrary.h"

#include <QTest>

namespace portico::app {

/** A library of its own for each test and the real window on it; controls are found by their
 *  accessible names. */
class WindowFixture
{
public:
    /** What the window shows: records are added before open(). */
    TestLibrary &library()
    {
        if (!m_library)
            m_library = std::make_unique<TestLibrary>();
        return *m_library;
    }

    MainWindow &open()
    {
        m_window = &library().open();
        m_window->show();
        m_window->activateWindow();
        (void)QTest::qWaitForWindowActive(m_window);
        return *m_window;
    }

    MainWindow &window() const { return *m_window; }

    void close()
    {
        m_window = nullptr;
        m_library.reset();
    }

    template <typename T>
    T *find(const QString &name, const QWidget *parent = nullptr) const
    {
        return qobject_cast<T *>(findNamed(parent ? parent : m_window, name));
    }

    void click(const QString &name, const QWidget *parent = nullptr) const
    {
        QWidget *widget = findNamed(parent ? parent : m_window, name);
        QVERIFY2(widget, qPrintable(name));
        QVERIFY2(widget->isEnabled(), qPrintable(name));
        QTest::mouseClick(widget, Qt::LeftButton);
    }

private:
    std::unique_ptr<TestLibrary> m_library;
    MainWindow *m_window = nullptr;
};

} // namespace portico::app
