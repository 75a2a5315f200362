// Readers of the live feed: N streams that are opened and kept, and how long after an act the last of them
// has heard of it.
//
//   readers PORT --tokens FILE --count N --act TARGET --body JSON --token T
//
// FILE has a session's token a line; they are used in turn. Prints one JSON object a line: first when all
// streams are open, then for each line on standard input one act (POST TARGET) and when the first and the
// last reader had it. Ends with the input.

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "load_exchange.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double millis_since(Clock::time_point begun) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

std::map<std::string, std::string> read_words(int count, char** words) {
    std::map<std::string, std::string> wanted;
    for (int i = 2; i + 1 < count; i += 2) wanted[words[i]] = words[i + 1];
    for (const char* name : {"--tokens", "--count", "--act", "--body", "--token"})
        if (!wanted.contains(name)) throw std::runtime_error(fmt::format("{} is missing", name));
    return wanted;
}

std::vector<std::string> lines_of(const std::string& file) {
    std::vector<std::string> lines;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    if (lines.empty()) throw std::runtime_error("there are no tokens in " + file);
    return lines;
}

int connected(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket < 0 || ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("a stream cannot be opened: no more sockets, or nobody listens");
    return socket;
}

class Readers {
public:
    explicit Readers(std::uint16_t port) : port_(port), poll_(::epoll_create1(EPOLL_CLOEXEC)) {}
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;
    ~Readers() {
        for (const Reader& reader : readers_) ::close(reader.socket);
        ::close(poll_);
    }

    // Until each has been given its first position.
    void open(std::size_t count, const std::vector<std::string>& tokens) {
        readers_.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            Reader& reader = readers_[i];
            reader.socket = connected(port_);
            const std::string request = fmt::format(
                "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                "Authorization: Bearer {}\r\n\r\n",
                tokens[i % tokens.size()]);
            if (::send(reader.socket, request.data(), request.size(), MSG_NOSIGNAL) < 0)
                throw std::runtime_error("a request cannot be sent");
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(poll_, EPOLL_CTL_ADD, reader.socket, &event);
        }
        wait_for("\nid: ");
    }

    // Until each has received `text`; when each did, in ms after `begun`, in order.
    std::vector<double> wait_for(std::string_view text, Clock::time_point begun = Clock::now()) {
        std::vector<double> at;
        for (Reader& reader : readers_) reader.has = false;
        while (at.size() < readers_.size()) {
            std::array<epoll_event, 512> events{};
            const int ready = ::epoll_wait(poll_, events.data(), events.size(), patience_ms);
            if (ready <= 0)
                throw std::runtime_error(fmt::format("{} of {} have it", at.size(), readers_.size()));
            for (int i = 0; i < ready; ++i) {
                Reader& reader = readers_[events[static_cast<std::size_t>(i)].data.u64];
                receive(reader);
                if (reader.has || !reader.text.contains(text)) continue;
                reader.has = true;
                reader.text.clear();
                at.push_back(millis_since(begun));
            }
        }
        return at;
    }

private:
    static constexpr int patience_ms = 30'000;
    struct Reader {
        int socket = -1;
        bool has = false;
        std::string text;  // since it last had what was waited for
    };

    static void receive(Reader& reader) {
        std::array<char, 16384> part{};
        const ssize_t size = ::recv(reader.socket, part.data(), part.size(), MSG_DONTWAIT);
        if (size == 0) throw std::runtime_error("a stream ended: " + reader.text);
        if (size > 0) reader.text.append(part.data(), static_cast<std::size_t>(size));
    }

    std::uint16_t port_;
    int poll_;
    std::vector<Reader> readers_;
};

// Sends the act; its answer is waited for by the readers' hearing of it.
void act(std::uint16_t port, std::map<std::string, std::string>& wanted, Readers& readers) {
    bench::Exchange exchange(port);
    const std::string& body = wanted["--body"];
    const auto begun = Clock::now();
    exchange.send(
        fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n"
                    "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                    wanted["--act"], wanted["--token"], body.size(), body));
    const std::vector<double> at = readers.wait_for("event: record", begun);
    while (!exchange.receive()) continue;
    fmt::print("{{\"status\": {}, \"first_ms\": {:.2f}, \"median_ms\": {:.2f}, \"last_ms\": {:.2f}}}\n",
               exchange.response().status, at.front(), at[at.size() / 2], at.back());
    std::fflush(stdout);
}

}  // namespace

int main(int count, char** words) {
    try {
        auto wanted = read_words(count, words);
        rlimit files{};
        ::getrlimit(RLIMIT_NOFILE, &files);
        files.rlim_cur = files.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &files);
        const auto port = static_cast<std::uint16_t>(std::stoi(words[1]));
        Readers readers(port);
        const auto begun = Clock::now();
        readers.open(std::stoul(wanted["--count"]), lines_of(wanted["--tokens"]));
        fmt::print("{{\"open_ms\": {:.1f}}}\n", millis_since(begun));
        std::fflush(stdout);
        for (std::string line; std::getline(std::cin, line);) act(port, wanted, readers);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "readers: {}\n", error.what());
        return 1;
    }
}
