// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envoperations.h"
#include "core/nodes/packisolator.h"

namespace portico {

/**
 * Wraps ordinary packs for comfy-env: see wrapfiles.h for what a wrapper is. The comfy-env is the
 * one that the install has, or that its packs pin, so that no two ask for different ones; else one
 * that Portico was tried with.
 */
class PackWrapper final : public PackIsolator
{
public:
    explicit PackWrapper(EnvOperations operations)
        : m_operations(std::move(operations))
    { }

    Result<WrappedPack> wrap(const WrapRequest &request, const JobContext &job) const override;
    Result<QStringList> tryOut(const TrialRequest &request, const JobContext &job) const override;
    void renew(const Install &install, const QString &pack, const JobContext &job) const override;
    void forget(const Install &install, const QString &pack, const JobContext &job) const override;

private:
    EnvOperations m_operations;
};

} // namespace portico
