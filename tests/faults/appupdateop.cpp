// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Replacing an AppImage as a program that can be killed anywhere:
//   appupdateop CURRENT FETCHED SHA256
// Ends with 0; or the error on stderr and 1.
#include "core/appupdate/replaceappimage.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace portico;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto sha256 = Sha256::fromHex(arguments.value(3));
    if (!sha256)
        return 2;
    const Result<> replaced = replaceAppImage(arguments.at(1), arguments.at(2), *sha256, {});
    if (replaced)
        return 0;
    QTextStream(stderr) << replaced.error().message << ' ' << replaced.error().detail << '\n';
    return 1;
}
