// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// How long the window takes to speak another language, from the choice to the painted page: prints
// the median and the slowest of 20 switches in milliseconds. The stores are read anew each time
// here, which the program does not do: the real switch is quicker.
#include "core/base/translations.h"
#include "tests/app/testlibrary.h"

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    TestLibrary library;
    library.addRecord(u"Studio"_s);
    library.addRecord(u"Client work"_s, u"cpu"_s);
    library.open().show();
    std::array<qint64, 20> times{};
    for (std::size_t i = 0; i < times.size(); ++i) {
        QElapsedTimer clock;
        clock.start();
        speakLanguage(application, i % 2 == 0 ? u"de"_s : u"en"_s);
        library.close();
        MainWindow &window = library.open();
        window.resize(1120, 720);
        window.openPlace(Sidebar::Place::Settings);
        window.show();
        QCoreApplication::processEvents();
        (void)window.grab();
        times[i] = clock.elapsed();
    }
    std::sort(times.begin(), times.end());
    std::printf("%lld %lld\n", static_cast<long long>(times[times.size() / 2]),
                static_cast<long long>(times.back()));
    return 0;
}
