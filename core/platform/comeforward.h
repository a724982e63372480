// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

namespace portico {

/**
 * Lets another program of this user bring its window forward in place of ours: Windows allows that
 * only to a program that the person has just started, and to whom that one names. Elsewhere leave
 * is given by the desktop's token (HandOver::activation), so nothing is done.
 */
void letOthersComeForward();

} // namespace portico
