# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT

__version__ = "0.33.0"
