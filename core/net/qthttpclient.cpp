// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/qthttpclient.h"

#include "core/net/httpexchange.h"
#include "core/net/httptransfer.h"

#include <QNetworkAccessManager>
#include <QSemaphore>
#include <QSslConfiguration>
#include <QThread>

#include <mutex>
#include <utility>
#include <vector>

namespace portico {

namespace {

/** Lives on the network thread and owns everything there. */
class Network final : public QObject
{
public:
    explicit Network(const HttpClientOptions &options)
        : m_proxy(options.proxy)
        , m_tls(QSslConfiguration::defaultConfiguration())
    {
        m_tls.addCaCertificates(options.extraAuthorities);
    }

    void start(const std::shared_ptr<HttpExchange> &exchange)
    {
        const size_t lane = freeLane();
        ++m_lanes[lane].active;
        Transfer transfer(
            std::make_unique<HttpTransfer>(exchange, *m_lanes[lane].manager, m_tls).release());
        HttpTransfer &started = *transfer;
        exchange->transfer = &started;
        connect(&started, &HttpTransfer::ended, this, [this, lane, &started] {
            --m_lanes[lane].active;
            std::erase_if(m_transfers,
                          [&started](const Transfer &each) { return each.get() == &started; });
        });
        m_transfers.push_back(std::move(transfer));
        started.start();
    }

private:
    /** A manager and how many requests it carries. */
    struct Lane
    {
        std::unique_ptr<QNetworkAccessManager> manager;
        int active = 0;
    };
    using Transfer = std::unique_ptr<HttpTransfer, QScopedPointerDeleteLater>;
    static constexpr int kPerLane = 4; // below Qt's 6: some connections may just be closing

    size_t freeLane()
    {
        for (size_t lane = 0; lane < m_lanes.size(); ++lane) {
            if (m_lanes[lane].active < kPerLane)
                return lane;
        }
        auto manager = std::make_unique<QNetworkAccessManager>();
        manager->setProxyFactory(std::make_unique<ProxyFactory>(m_proxy).release()); // takes it
        m_lanes.push_back({std::move(manager), 0});
        return m_lanes.size() - 1;
    }

    ProxyChoice m_proxy;
    QSslConfiguration m_tls;
    std::vector<Lane> m_lanes;
    std::vector<Transfer> m_transfers; // after the lanes: they end first
};

} // namespace

class QtHttpClient::Thread final : public QThread
{
public:
    explicit Thread(HttpClientOptions options)
        : m_options(std::move(options))
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
            m_network, [this, function] { function(*m_network); }, Qt::QueuedConnection);
    }

protected:
    void run() override
    {
        Network network(m_options);
        m_network = &network;
        m_ready.release();
        exec();
    }

private:
    HttpClientOptions m_options;
    std::once_flag m_started;
    QSemaphore m_ready;
    Network *m_network = nullptr;
};

QtHttpClient::QtHttpClient(HttpClientOptions options)
    : m_thread(std::make_unique<Thread>(std::move(options)))
{ }

QtHttpClient::~QtHttpClient() = default;

Result<HttpReply> QtHttpClient::get(const HttpRequest &request, ByteSink &sink,
                                    const JobContext &job) const
{
    if (job.isCancelled())
        return cancelledError();
    const auto exchange = std::make_shared<HttpExchange>(request);
    m_thread->post([exchange](Network &network) { network.start(exchange); });
    const Result<HttpReply> result = exchange->drain(sink, job, [this, exchange] {
        m_thread->post([exchange](Network &) {
            if (exchange->transfer)
                exchange->transfer->resume();
        });
    });
    m_thread->post([exchange](Network &) {
        if (exchange->transfer)
            exchange->transfer->abandon();
    });
    return result;
}

} // namespace portico
