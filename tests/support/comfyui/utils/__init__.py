# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
