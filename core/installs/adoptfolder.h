// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/addbundle.h"

namespace portico {

/** Someone's own ComfyUI folder to take in. */
struct AdoptRequest
{
    QString folder; ///< the checkout, or a folder that holds it (an unpacked portable, too)
    QString name;   ///< empty: the folder's name
    std::optional<quint16> port;
};

/**
 * Makes an install of a folder that stays where it is; nothing in it is changed. Only Portico's own
 * records come under `installs/<id>`. Models stay where they are, too; folders that Comfy Desktop
 * shares among its installs become model folders of the install. Errors: NotFound, AlreadyExists
 * (names the install that has it), Refused and Unsupported as recogniseLayout, ProcessFailed.
 */
Result<Install> adoptFolder(const AddServices &services, const AdoptRequest &request,
                            const JobContext &job);

} // namespace portico
