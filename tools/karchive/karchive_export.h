// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

// What KDE's build modules would generate for a static library.
#define KARCHIVE_EXPORT
#define KARCHIVE_NO_EXPORT
#define KARCHIVE_DEPRECATED
#define KARCHIVE_DEPRECATED_VERSION(major, minor, text)
#define KARCHIVE_ENABLE_DEPRECATED_SINCE(major, minor) 1
#define KARCHIVE_BUILD_DEPRECATED_SINCE(major, minor) 1
