// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What it costs to look for known failures in a log without any, beside one regular expression of
// Qt that looks for two of their words in the same lines. Printed, not judged.
#include "core/diagnosis/diagnoser.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QStringList>

#include <cstdio>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

constexpr int kLines = 1'000'000;

/** Nanoseconds a line. */
template <typename Look>
double costOf(const Look &look)
{
    const QStringList lines{
        u"flood line 12345 of 100000 with some words behind it to make it as long as most are"_s,
        u"Requested to load SDXLClipModel"_s,
        u"loaded completely; 95367431640625005117571072.00 MB usable, 1560.80 MB loaded"_s,
        u" 45%|████▌     | 9/20 [00:04<00:05,  2.05it/s]"_s};
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < kLines; ++i)
        look(lines.at(i % lines.size()));
    return double(clock.nsecsElapsed()) / kLines;
}

} // namespace

int main()
{
    Diagnoser diagnoser;
    const double ours = costOf([&diagnoser](const QString &line) { diagnoser.feed(line); });
    const QRegularExpression words(u"Traceback|out of memory"_s);
    qsizetype found = 0;
    const double theirs =
        costOf([&](const QString &line) { found += words.match(line).hasMatch() ? 1 : 0; });
    std::printf("%.0f ns a line for all known failures, %.0f ns for one regular expression of two "
                "words: %.2f x\n",
                ours, theirs, ours / theirs);
    return diagnoser.count() + found == 0 ? 0 : 1;
}
