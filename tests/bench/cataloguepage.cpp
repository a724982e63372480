// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// How long the table of builds takes from being asked for to being painted with what is kept on
// disk: prints milliseconds and the number of builds. For firststart.py, which fills the folder.
#include "app/dialogs/adddialog.h"
#include "app/models/advice.h"
#include "app/services.h"
#include "app/style/appearance.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <QTreeView>

#include <cstdio>

using namespace portico;
using namespace portico::app;

namespace {

/** Ends the program once the table was painted with rows in it. */
class PaintWatch final : public QObject
{
public:
    PaintWatch(QTreeView &table, const Advice &advice, const QElapsedTimer &clock)
        : m_table(table)
        , m_advice(advice)
        , m_clock(clock)
    {
        table.viewport()->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        const bool hasRows = m_table.model() && m_table.model()->rowCount() > 0;
        if (event->type() == QEvent::Paint && hasRows && !std::exchange(m_isDone, true))
            QTimer::singleShot(0, this, [this] { // after the paint that comes now
                std::printf("%lld %lld\n", static_cast<long long>(m_clock.elapsed()),
                            static_cast<long long>(m_advice.catalogue().entries.size()));
                QCoreApplication::quit();
            });
        return false;
    }

private:
    QTreeView &m_table;
    const Advice &m_advice;
    const QElapsedTimer &m_clock;
    bool m_isDone = false;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    SettingsStore settings;
    Appearance appearance(application, Theme::Light);
    const Services services(settings, Library(QApplication::arguments().value(1)));
    JobRunner background;
    appearance.apply();
    Advice advice(services, background);
    QElapsedTimer clock;
    clock.start();
    AddDialog dialog(advice, AddDialog::Builds, {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    const PaintWatch watch(*dialog.findChild<QTreeView *>(), advice, clock);
    dialog.show();
    QTimer::singleShot(10'000, &application, [] { QCoreApplication::exit(1); });
    return QCoreApplication::exec();
}
