#include "http/server.hpp"

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/integer.hpp"
#include "http/connection.hpp"

namespace reeve::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {
using Work = asio::executor_work_guard<asio::io_context::executor_type>;
using Contexts = std::vector<std::unique_ptr<asio::io_context>>;

constexpr std::chrono::milliseconds kAcceptPause{100};

Contexts make_contexts(int count) {
    Contexts contexts;
    for (int i = 0; i < count; ++i) {
        contexts.push_back(std::make_unique<asio::io_context>(1));
        // The first socket makes what waits for all of them: later there may be no descriptor left for that.
        const tcp::socket first(*contexts.back());
    }
    return contexts;
}

// What goes wrong within a connection beyond what is answered ends that one: nothing of it waits any longer,
// and so it closes. The others on its thread go on.
void run(asio::io_context& context) {
    for (;;) {
        try {
            context.run();
            return;
        } catch (const std::exception&) {
            continue;
        }
    }
}

}  // namespace

// Connections are dealt out in turn: one io_context a thread, so nothing within a connection needs a lock.
struct Server::State {
    State(ServerOptions given, Handler& handler)
        : options(std::move(given)), contexts(make_contexts(options.threads)), again(*contexts.front()) {
        for (auto& context : contexts) work.push_back(asio::make_work_guard(*context));
        shared = std::make_shared<ConnectionShared>(options, handler);
    }

    void accept() {
        asio::io_context& context = *contexts[next++ % contexts.size()];
        acceptor->async_accept(context, [this](boost::system::error_code error, tcp::socket socket) {
            if (shared->stopping) return;
            if (error) return accept_later();
            accept();  // first: who cannot be welcomed is no reason to take nobody else
            welcome(std::move(socket));
        });
    }

    // Without a descriptor or memory for one more connection the next attempt would fail at once as well: who
    // wants in waits in the system's queue meanwhile, and the processor is left to those who are in.
    void accept_later() {
        accepts_failed.fetch_add(1);
        again.expires_after(kAcceptPause);
        again.async_wait([this](boost::system::error_code error) {
            if (!error && !shared->stopping) accept();
        });
    }

    void welcome(tcp::socket socket) {
        const bool full = shared->open.load() >= options.connections;
        auto executor = socket.get_executor();
        asio::post(executor, [this, full, socket = std::move(socket)]() mutable {
            if (full)
                turn_away(std::move(socket), shared);
            else
                serve_connection(std::move(socket), shared);
        });
    }

    ServerOptions options;
    std::shared_ptr<ConnectionShared> shared;
    Contexts contexts;
    std::vector<Work> work;
    std::unique_ptr<tcp::acceptor> acceptor;
    asio::steady_timer again;
    std::atomic<std::uint64_t> accepts_failed{0};
    std::vector<std::thread> threads;
    std::size_t next = 0;
};

Server::Server(ServerOptions options, Handler& handler)
    : state_(std::make_unique<State>(std::move(options), handler)) {
    const ServerOptions& wanted = state_->options;
    try {
        const auto address =
            asio::ip::make_address(wanted.address == "localhost" ? "127.0.0.1" : wanted.address);
        state_->acceptor = std::make_unique<tcp::acceptor>(*state_->contexts[0]);
        const tcp::endpoint endpoint(address, wanted.port);
        state_->acceptor->open(endpoint.protocol());
        state_->acceptor->set_option(tcp::acceptor::reuse_address(true));
        state_->acceptor->bind(endpoint);
        state_->acceptor->listen(4096);
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error("cannot listen on " + wanted.address + ":" + std::to_string(wanted.port) +
                                 ": " + error.code().message());
    }
}

Server::~Server() {
    stop();
}

std::uint16_t Server::port() const {
    return state_->acceptor->local_endpoint().port();
}

void Server::start() {
    state_->accept();
    for (auto& context : state_->contexts)
        state_->threads.emplace_back([&context = *context] { run(context); });
}

void Server::stop() {
    if (state_->shared->stopping.exchange(true)) return;
    for (auto& guard : state_->work) guard.reset();
    for (auto& context : state_->contexts) context->stop();
    for (auto& thread : state_->threads) thread.join();
    state_->threads.clear();
}

std::size_t Server::connections() const {
    return state_->shared->open.load();
}

std::uint64_t Server::accepts_failed() const {
    return state_->accepts_failed.load();
}

bool parse_endpoint(std::string_view text, std::string& address, std::uint16_t& port) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return false;
    std::string_view host = text.substr(0, colon);
    const auto number = parse_integer<std::uint16_t>(text.substr(colon + 1));
    if (!number) return false;
    port = *number;
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    if (host == "localhost") host = "127.0.0.1";
    boost::system::error_code bad;
    asio::ip::make_address(std::string(host), bad);
    address = host;
    return !bad;
}

bool is_loopback(std::string_view address) {
    boost::system::error_code bad;
    const auto parsed = asio::ip::make_address(std::string(address), bad);
    return !bad && parsed.is_loopback();
}

}  // namespace reeve::http
