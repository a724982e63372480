// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace portico {

enum class StandardStream { Output, Error };

/** Whether a person looks at this stream, so that lines may be redrawn. */
bool isTerminal(StandardStream stream);

/** Whether a person types on standard input. */
bool hasInputTerminal();

/** As long as it lives, what a person types is not shown; nothing where none types. */
class HiddenInput
{
    Q_DISABLE_COPY_MOVE(HiddenInput)

public:
    HiddenInput();
    ~HiddenInput();

private:
    bool m_isHidden = false;
};

} // namespace portico
