// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/install.h"

namespace portico {

/**
 * Makes a generation that is listed the current one. Where it is of another accelerator, the
 * choices by hand that go with one are put away with the generation that is left, and those that
 * were put away with this one count again; where there are none, what does not go with it goes.
 * Going back is the same the other way round. Nothing to do where it is the current one, or not
 * listed. Pure.
 */
void makeCurrent(Install &install, int number);

} // namespace portico
