// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// The storage operations of core/io and core/settings as a program that can be killed anywhere:
//   storageop prepare OP FOLDER makes what was there before
//   storageop run OP FOLDER     does it (exit code 0 done, 20 disk full, 21 not allowed, 1 else;
//   words on stderr) storageop check OP FOLDER   starts again after a kill, then says whether all
//   is well
// Everything it writes carries a number and a text made from it, so that half of one shows.
#include "tests/faults/storageop.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A full disk may swallow the words as well. */
int exitCode(ErrorCode code)
{
    return code == ErrorCode::DiskFull ? 20 : code == ErrorCode::PermissionDenied ? 21 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    storageop::Operations operations = storageop::documentOperations();
    operations.merge(storageop::treeOperations());
    const auto operation =
        arguments.size() == 4 ? operations.find(arguments.at(2)) : operations.end();
    if (operation == operations.end()) {
        QTextStream(stderr) << "storageop prepare|run|check OP FOLDER\n";
        return 2;
    }
    const QString &act = arguments.at(1);
    const auto &function = act == "prepare"_L1 ? operation->second.prepare
        : act == "run"_L1                      ? operation->second.run
                                               : operation->second.check;
    const Result<> outcome = function(arguments.at(3));
    if (!outcome) {
        QTextStream(stderr) << errorCodeName(outcome.error().code) << ": "
                            << outcome.error().message << '\n';
        return exitCode(outcome.error().code);
    }
    return 0;
}
