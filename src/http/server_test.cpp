#include "http/server.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

namespace reeve::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// Always has more to say.
class Torrent : public Stream {
public:
    explicit Torrent(std::atomic<int>& living) : living_(living) { living_ += 1; }
    ~Torrent() override { living_ -= 1; }
    Torrent(const Torrent&) = delete;
    Torrent& operator=(const Torrent&) = delete;

    void listen(std::function<void()>) override {}
    std::string next() override { return std::string(64 * 1024, 'x'); }
    std::string beat() override { return next(); }
    bool over() override { return false; }

private:
    std::atomic<int>& living_;
};

// A file on a disk that gives it up: at once, or after its first part.
class Unreadable : public BodySource {
public:
    explicit Unreadable(int parts) : parts_(parts) {}
    std::uint64_t size() const override {
        if (parts_ == 0) throw std::runtime_error("no size");
        return 1'000'000;
    }
    std::string read(std::size_t most) override {
        if (--parts_ == 0) throw std::runtime_error("no bytes");
        return std::string(most, 'x');
    }

private:
    int parts_;
};

// Has nothing to say but its accident.
class Broken : public Stream {
public:
    void listen(std::function<void()>) override {}
    std::string next() override { throw std::runtime_error("no next"); }
    std::string beat() override { return next(); }
    bool over() override { return false; }
};

// "/stream" is answered by a torrent, others by what cannot be read, everything else by a word.
class Answering : public Handler {
public:
    Admission admit(const Request& head) override {
        if (head.path == "/accident") throw std::runtime_error("no admission");
        return {};
    }
    void handle(Request request, Reply reply) override {
        Response response;
        if (request.path == "/stream")
            response.stream = std::make_shared<Torrent>(streams);
        else if (request.path == "/broken_stream")
            response.stream = std::make_shared<Broken>();
        else if (request.path == "/no_size")
            response.source = std::make_shared<Unreadable>(0);
        else if (request.path == "/no_bytes")
            response.source = std::make_shared<Unreadable>(2);
        else
            response.body = "here";
        reply(std::move(response));
    }
    Response fault(int status, std::string_view) override {
        Response response;
        response.status = status;
        return response;
    }

    std::atomic<int> streams{0};
};

// Waits for what must come sooner or later; only a failure takes long.
template <class Condition>
bool comes(Condition condition) {
    const auto begun = Clock::now();
    while (Clock::now() - begun < 60s) {
        if (condition()) return true;
        std::this_thread::yield();
    }
    return false;
}

class Client {
public:
    explicit Client(asio::io_context& context) : socket_(context) { socket_.open(tcp::v4()); }
    void connect(const Server& server) { socket_.connect({asio::ip::address_v4::loopback(), server.port()}); }
    void ask(const std::string& path) {
        asio::write(socket_, asio::buffer("GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n"));
    }
    std::string first_line() {
        std::string text;
        const std::size_t end = asio::read_until(socket_, asio::dynamic_buffer(text), "\r\n");
        return text.substr(0, end - 2);
    }
    // Reads on until the server has closed.
    bool sees_the_end() {
        std::string rest(64 * 1024, ' ');
        boost::system::error_code error;
        while (!error) socket_.read_some(asio::buffer(rest), error);
        return error == asio::error::eof || error == asio::error::connection_reset;
    }

private:
    tcp::socket socket_;
};

// The process can open nothing more while this lives.
class NoDescriptors {
public:
    NoDescriptors() {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const int next = ::dup(STDERR_FILENO);
        ::close(next);
        const rlimit none{static_cast<rlim_t>(next), before_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    NoDescriptors(const NoDescriptors&) = delete;
    NoDescriptors& operator=(const NoDescriptors&) = delete;

private:
    rlimit before_{};
};

TEST(Server, WithoutDescriptorsItPausesAndThenTakesWhoWaited) {
    Answering handler;
    Server server({}, handler);
    server.start();
    asio::io_context context;
    Client client(context);
    {
        const NoDescriptors none;
        client.connect(server);
        ASSERT_TRUE(comes([&] { return server.accepts_failed() > 0; }));
        const auto first = Clock::now();
        const std::uint64_t failed = server.accepts_failed();
        ASSERT_TRUE(comes([&] { return server.accepts_failed() >= failed + 3; }));
        // Three pauses lie between, the first of them begun; without pauses this takes no time at all.
        EXPECT_GE(Clock::now() - first, 150ms);
        EXPECT_EQ(server.connections(), 0U);
    }
    client.ask("/");
    EXPECT_EQ(client.first_line(), "HTTP/1.1 200 OK");
}

TEST(Server, AReaderWhoTakesNothingOfAStreamIsGoneAfterTheWait) {
    Answering handler;
    ServerOptions options;
    options.body_wait = 1s;
    Server server(options, handler);
    server.start();
    asio::io_context context;
    Client stalled(context);
    stalled.connect(server);
    stalled.ask("/stream");
    EXPECT_EQ(stalled.first_line(), "HTTP/1.1 200 OK");
    ASSERT_TRUE(comes([&] { return server.connections() == 0; }));
    EXPECT_EQ(handler.streams, 0);  // and her place in the feed with it
}

// A client's own trouble: everybody else is served.
TEST(Server, WhatCannotBeReadEndsItsConnectionAlone) {
    Answering handler;
    ServerOptions options;
    options.threads = 1;
    Server server(options, handler);
    server.start();
    asio::io_context context;
    for (const auto& [path, line] :
         {std::pair("/no_size", "HTTP/1.1 503 Service Unavailable"),
          std::pair("/no_bytes", "HTTP/1.1 200 OK"), std::pair("/broken_stream", "HTTP/1.1 200 OK"),
          std::pair("/accident", "")}) {
        Client client(context);
        client.connect(server);
        client.ask(path);
        if (*line != '\0') {
            EXPECT_EQ(client.first_line(), line) << path;
        }
        EXPECT_TRUE(std::string_view(path) == "/no_size" || client.sees_the_end()) << path;
        Client other(context);
        other.connect(server);
        other.ask("/");
        EXPECT_EQ(other.first_line(), "HTTP/1.1 200 OK") << "after " << path;
    }
}

}  // namespace
}  // namespace reeve::http
