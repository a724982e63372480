// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/net/networkchain.h"

#include <QString>
#include <QUrl>

#include <chrono>

namespace portico {

class HttpClient;
class Network;

/** What can be tried out, one row of the network page each. */
enum class NetworkTest { Github, PackageIndex, TorchIndex, PythonMirror };

QString networkTestName(NetworkTest test); ///< "github", "package-index", ...
std::optional<NetworkTest> networkTestFromName(QStringView name);
QList<NetworkTest> allNetworkTests();

/** What was seen. */
struct NetworkTestReport
{
    NetworkTest test = NetworkTest::Github;
    QUrl address;
    QString way;     ///< "directly", "through proxy.example.org:3128"; no secrets
    QString summary; ///< one sentence
    std::chrono::milliseconds took{0};
};

/** The address that is asked. */
QUrl networkTestAddress(NetworkTest test, const NetworkChain &chain);

/**
 * Tries one thing out as the real work would do it, by the chain that counts now: GitHub (or its
 * mirror) tells ComfyUI's branches, the package index has a small package, the torch index lists
 * torch, the Python mirror has a release. At most 20 s. Blocking.
 *
 * Error: what failed, where and why in one sentence, and the next step: no name for the host, the
 * proxy refuses the login, the certificate's issuer is not trusted (name the authority's file), an
 * answer that is no index, time-out.
 */
Result<NetworkTestReport> runNetworkTest(NetworkTest test, const Network &network,
                                         const HttpClient &http, const JobContext &job);

/** "directly", "through the proxy proxy.example.org:3128". */
QString wayText(const ProxyServer &proxy);

} // namespace portico
