// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"

class QWidget;
class QString;

namespace portico::app {

class BundleWork;
struct Context;

/** Asks for a bundle of an install, shows the plan, and begins. There is an install. `chosen` may
 *  be null. */
void askForBundle(const Context &context, BundleWork &work, const InstallId &chosen,
                  QWidget *parent);
/** The same for a recipe, which is read anew. */
void askForRecipeBundle(const Context &context, BundleWork &work, const QString &recipe,
                        QWidget *parent);

/** Where bundles go unless somebody says otherwise. */
QString usualBundleFolder(const Context &context);

} // namespace portico::app
