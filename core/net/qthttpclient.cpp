// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/qthttpclient.h"

#include "core/io/cryptoend.h"
#include "core/net/authorities.h"
#include "core/net/httpexchange.h"
#include "core/net/httptransfer.h"
#include "core/net/network.h"
#include "core/net/proxyfactory.h"
#include "core/net/routefinder.h"

#include <QNetworkAccessManager>
#include <QSemaphore>
#include <QThread>

#include <list>
#include <mutex>
#include <utility>
#include <vector>

namespace portico {

namespace {

[[maybe_unused]] const bool isLeftToTheSystem = leaveCryptoToTheSystem(); // Qt's TLS uses it

using Chain = std::shared_ptr<const NetworkChain>;

/** Lives on the network thread and owns everything there. */
class Wire final : public QObject
{
public:
    explicit Wire(const Network &network)
        : m_finder(network)
    { }

    void start(const std::shared_ptr<HttpExchange> &exchange, const Chain &chain)
    {
        Lane &lane = exchange->request().method == "GET" ? freeLane(chain) : ownLane(chain);
        ++lane.active;
        Transfer transfer(
            std::make_unique<HttpTransfer>(
                exchange, HttpLane{*lane.manager, m_finder, *lane.ways, lane.tls, chain})
                .release());
        HttpTransfer &started = *transfer;
        exchange->transfer = &started;
        connect(&started, &HttpTransfer::ended, this, [this, &lane, &started] {
            --lane.active;
            std::erase_if(m_transfers,
                          [&started](const Transfer &each) { return each.get() == &started; });
        });
        m_transfers.push_back(std::move(transfer));
        started.start();
    }

private:
    /** A manager, the chain it works by, and how many requests it carries. */
    struct Lane
    {
        Chain chain;
        QSslConfiguration tls;
        std::shared_ptr<FoundWays> ways;
        std::unique_ptr<QNetworkAccessManager> manager;
        bool isShared = true;
        int active = 0;
    };
    using Transfer = std::unique_ptr<HttpTransfer, QScopedPointerDeleteLater>;
    static constexpr int kPerLane = 4; // below Qt's 6: some connections may just be closing

    /** Lanes of an older chain stay until their requests have ended. */
    Lane &freeLane(const Chain &chain)
    {
        clearUp(chain);
        for (Lane &lane : m_lanes) {
            if (lane.isShared && lane.chain == chain && lane.active < kPerLane)
                return lane;
        }
        return newLane(chain);
    }

    /** A new connection cannot be one that the server is just closing, so that nobody would know
     *  whether it took what was sent. */
    Lane &ownLane(const Chain &chain)
    {
        clearUp(chain);
        Lane &lane = newLane(chain);
        lane.isShared = false;
        return lane;
    }

    void clearUp(const Chain &chain)
    {
        m_lanes.remove_if([&chain](const Lane &lane) {
            return lane.active == 0 && (lane.chain != chain || !lane.isShared);
        });
    }

    Lane &newLane(const Chain &chain)
    {
        auto manager = std::make_unique<QNetworkAccessManager>();
        const auto ways = std::make_shared<FoundWays>();
        manager->setProxyFactory(std::make_unique<ProxyFactory>(ways).release()); // takes it
        return m_lanes.emplace_back(
            Lane{chain, tlsConfiguration(m_inherited, *chain), ways, std::move(manager), true, 0});
    }

    const QList<QSslCertificate> m_inherited = inheritedAuthorities(); // once, on this thread
    RouteFinder m_finder;
    std::list<Lane> m_lanes;           // addresses stay
    std::vector<Transfer> m_transfers; // after the lanes: they end first
};

} // namespace

class QtHttpClient::Thread final : public QThread
{
public:
    explicit Thread(const Network &network)
        : m_network(network)
    { }

    ~Thread() override
    {
        quit();
        wait();
    }

    template <typename Function>
    void post(Function function)
    {
        std::call_once(m_started, [this] {
            start();
            m_ready.acquire();
        });
        QMetaObject::invokeMethod(
            m_wire, [this, function] { function(*m_wire); }, Qt::QueuedConnection);
    }

protected:
    void run() override
    {
        Wire wire(m_network);
        m_wire = &wire;
        m_ready.release();
        exec();
    }

private:
    const Network &m_network;
    std::once_flag m_started;
    QSemaphore m_ready;
    Wire *m_wire = nullptr;
};

QtHttpClient::QtHttpClient(std::shared_ptr<const Network> network)
    : m_network(network ? std::move(network) : std::make_shared<const Network>())
    , m_thread(std::make_unique<Thread>(*m_network))
{ }

QtHttpClient::~QtHttpClient() = default;

Result<HttpReply> QtHttpClient::get(const HttpRequest &request, ByteSink &sink,
                                    const JobContext &job) const
{
    if (job.isCancelled())
        return cancelledError();
    const Result<Chain> chain = m_network->current(job);
    if (!chain)
        return chain.error();
    const auto exchange = std::make_shared<HttpExchange>(request);
    m_thread->post([exchange, chain = *chain](Wire &wire) { wire.start(exchange, chain); });
    const Result<HttpReply> result = exchange->drain(sink, job, [this, exchange] {
        m_thread->post([exchange](Wire &) {
            if (exchange->transfer)
                exchange->transfer->resume();
        });
    });
    m_thread->post([exchange](Wire &) {
        if (exchange->transfer)
            exchange->transfer->abandon();
    });
    return result;
}

} // namespace portico
