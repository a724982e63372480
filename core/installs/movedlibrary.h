// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"

#include <QString>

namespace portico {

/**
 * What a library that was moved needs to be the same library in its new place. A note in it
 * (`moved.json`) says where it came from until its records know the new place; a note beside the
 * old place (`<old>.moved.json`) leads programs to the new one, as long as nothing is at the old.
 */

/** "<from>.moved-away": where the old files are from the moment the new place counts. */
QString asideFolder(const QString &from);

/** Durable. Written into a library that is about to get its new place. `aside`: where the old files
 *  are until they are gone; empty: there are none. */
Result<> noteWhereFrom(const QString &libraryFolder, const QString &from, const QString &aside);

/** Durable. Beside the old place. */
Result<> noteWhereTo(const QString &from, const QString &to);

/** Whether it is a copy that got its place and that no program has looked at since. */
bool isFreshlyMoved(const QString &libraryFolder, const QString &from);

/** Where files of the place that this library came from still lie; empty: nowhere. A small read. */
QString asideOfMoved(const Library &library);

/** The root itself if it is there; else where its library went, if that is there; else the root.
 *  One look at the disk where the library is in its place. */
QString forwardedLibrary(const QString &root);

/**
 * Where `moved.json` is: paths of the old place in the records of installs, and links, are made
 * those of the new place; then the note goes, or says what is left of the old place. Links that led
 * out of the library by a way of their own get the whole path. What a killed move had begun to
 * write beside the library goes, too. May be repeated. Blocking; two looks at the disk where there
 * is no note.
 */
Result<> adaptMovedLibrary(const Library &library, const JobContext &job);

/** The path of the same thing in the new place; what lies elsewhere is returned as it is. Pure. */
QString movedPath(const QString &path, const QString &from, const QString &to);

} // namespace portico
