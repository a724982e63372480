// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

namespace portico {

/**
 * Keeps libcrypto from clearing itself away when the program ends. Threads that Qt waits for but
 * does not join may then still be clearing away what they have in it: rarely, that broke the heap.
 * The system takes it all. Whoever asks libcrypto for anything first decides, so each file through
 * which it is used asks before main(). False only where libcrypto cannot start.
 */
bool leaveCryptoToTheSystem();

} // namespace portico
