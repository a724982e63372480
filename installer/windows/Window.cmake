# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# The manifest: long paths, UTF-8, per-monitor scaling, no administrator.
target_sources(portico PRIVATE "${CMAKE_CURRENT_LIST_DIR}/portico.manifest")
target_sources(porticoctl PRIVATE "${CMAKE_CURRENT_LIST_DIR}/portico.manifest")
target_sources(portico-helper PRIVATE "${CMAKE_CURRENT_LIST_DIR}/portico.manifest")
